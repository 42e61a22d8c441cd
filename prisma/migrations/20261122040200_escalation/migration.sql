-- Who is told next while nobody answers: an authority's policy, the clock of each alert and its frozen steps. With them: practice alerts,
-- the alert that another one repeats, and an alert handed from one person to another.

CREATE TABLE escalation_policy (
  id uuid PRIMARY KEY,
  authority_id uuid NOT NULL REFERENCES authority (id),
  version integer NOT NULL,
  steps jsonb NOT NULL,
  has_random_drills boolean NOT NULL DEFAULT false,
  saved_at timestamptz(3) NOT NULL,
  saved_by_id uuid NOT NULL REFERENCES person (id)
);
CREATE UNIQUE INDEX escalation_policy_authority_id_version_key ON escalation_policy (authority_id, version);

ALTER TABLE alert
  ADD COLUMN is_drill boolean NOT NULL DEFAULT false,
  ADD COLUMN duplicate_of_id uuid REFERENCES alert (id),
  ADD CHECK (duplicate_of_id <> id);
CREATE SEQUENCE drill_number START 1;
-- A practice alert of an area and week is raised once, whoever raises it.
CREATE UNIQUE INDEX alert_drill_form_key ON alert (form_key) WHERE is_drill;

CREATE TABLE alert_clock (
  alert_id uuid PRIMARY KEY,
  reference text NOT NULL,
  urgency text NOT NULL,
  area_id uuid NOT NULL REFERENCES area (id),
  school_id uuid NOT NULL REFERENCES school (id),
  learner_id uuid REFERENCES learner (id),
  raised_at timestamptz(3) NOT NULL,
  answer_due_at timestamptz(3) NOT NULL,
  decision_expected_at timestamptz(3),
  policy_version integer NOT NULL,
  acknowledged_at timestamptz(3),
  acknowledged_by_id uuid REFERENCES person (id),
  will_ring_by timestamptz(3),
  heard_at timestamptz(3),
  reopened_at timestamptz(3),
  ended_at timestamptz(3),
  is_drill boolean NOT NULL DEFAULT false,
  next_step_due_at timestamptz(3),
  CONSTRAINT alert_clock_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alert (id) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE INDEX alert_clock_next_step_due_at_idx ON alert_clock (next_step_due_at);

CREATE TABLE alert_step (
  alert_id uuid NOT NULL,
  position integer NOT NULL CHECK (position > 0),
  who text NOT NULL CHECK (who IN ('duty_person', 'depute', 'vs_head_teacher', 'head_of_inclusion', 'answerer')),
  reason text NOT NULL DEFAULT 'not_answered' CHECK (reason IN ('not_answered', 'call_not_recorded')),
  due_at timestamptz(3) NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'skipped', 'cancelled')),
  done_at timestamptz(3),
  told uuid[] DEFAULT ARRAY[]::uuid[],
  note text,
  PRIMARY KEY (alert_id, position),
  CHECK ((state = 'pending') = (done_at IS NULL)),
  CONSTRAINT alert_step_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alert_clock (alert_id) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE INDEX alert_step_told_idx ON alert_step USING gin (told);

CREATE TABLE alert_handover (
  id uuid PRIMARY KEY,
  alert_id uuid NOT NULL,
  from_id uuid NOT NULL REFERENCES person (id),
  to_id uuid NOT NULL REFERENCES person (id),
  asked_at timestamptz(3) NOT NULL,
  answered_at timestamptz(3),
  answer text CHECK (answer IN ('accepted', 'declined', 'withdrawn')),
  CHECK (from_id <> to_id),
  CHECK ((answered_at IS NULL) = (answer IS NULL)),
  CONSTRAINT alert_handover_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES alert (id) ON UPDATE CASCADE ON DELETE RESTRICT
);
CREATE INDEX alert_handover_alert_id_idx ON alert_handover (alert_id);
CREATE INDEX alert_handover_to_id_answered_at_idx ON alert_handover (to_id, answered_at);
CREATE UNIQUE INDEX alert_handover_one_open ON alert_handover (alert_id) WHERE answered_at IS NULL;

-- Alerts raised before there were steps get a clock; what waits for an answer gets the usual steps, from now on and five minutes apart,
-- because a migration knows no duty hours. A forced policy would hide every row from this statement, so it is lifted meanwhile.
ALTER TABLE alert NO FORCE ROW LEVEL SECURITY;
INSERT INTO alert_clock (alert_id, reference, urgency, area_id, school_id, learner_id, raised_at, answer_due_at, decision_expected_at, policy_version,
    acknowledged_at, acknowledged_by_id, will_ring_by, heard_at, ended_at)
  SELECT a.id, a.reference, a.urgency, s.area_id, a.school_id, a.learner_id, a.raised_at, a.answer_due_at, a.decision_expected_at, 0,
    a.acknowledged_at, a.acknowledged_by_id, a.will_ring_by, a.acknowledged_at, CASE WHEN a.acknowledged_at IS NULL THEN a.ended_at ELSE coalesce(a.ended_at, a.decided_at) END
  FROM alert a JOIN school s ON s.id = a.school_id;
DO $$ BEGIN
  IF (SELECT count(*) FROM alert) <> (SELECT count(*) FROM alert_clock) THEN RAISE EXCEPTION 'an alert was left without a clock'; END IF;
END $$;
ALTER TABLE alert FORCE ROW LEVEL SECURITY;
WITH moment AS (
  SELECT now() + make_interval(secs => coalesce((SELECT clock_offset_seconds FROM installation), 0)) AS at
)
INSERT INTO alert_step (alert_id, position, who, due_at)
  SELECT c.alert_id, usual.position, usual.who,
    greatest(c.raised_at + usual.share * (c.answer_due_at - c.raised_at), moment.at + usual.position * interval '5 minutes')
  FROM alert_clock c, moment, (VALUES (1, 'duty_person', 0.5), (2, 'depute', 1.0), (3, 'vs_head_teacher', 1.5), (4, 'head_of_inclusion', 2.0))
    AS usual (position, who, share)
  WHERE c.acknowledged_at IS NULL AND c.ended_at IS NULL;
UPDATE alert_clock c SET next_step_due_at = (SELECT min(due_at) FROM alert_step s WHERE s.alert_id = c.alert_id);

-- Whoever was told of an alert by a step may open it. Only the Head of Inclusion needs this: the others see all alerts.
ALTER TABLE alert_step ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE alert_clock ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY told_me ON alert_step TO CURRENT_USER USING (told @> ARRAY[(SELECT app.person_id())]);
CREATE FUNCTION app.my_told_alert_ids() RETURNS uuid[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT app.holds(ARRAY['head_of_inclusion']) THEN RETURN '{}'; END IF;
  RETURN (SELECT coalesce(array_agg(DISTINCT alert_id), '{}') FROM alert_step WHERE told @> ARRAY[app.person_id()]);
END $$;
REVOKE EXECUTE ON FUNCTION app.my_told_alert_ids() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.my_told_alert_ids() TO virtual_school_web;
CREATE POLICY escalated_to_me ON alert TO virtual_school_web USING (id = ANY ((SELECT app.my_told_alert_ids())::uuid[]));
CREATE POLICY escalated_to_me ON event TO virtual_school_web
  USING (audience = 'school_and_virtual_school' AND about_id = ANY ((SELECT app.my_told_alert_ids())::uuid[]));

-- A practice alert is the Virtual School's own: the school it is set in does not see it.
CREATE POLICY practice ON alert AS RESTRICTIVE TO virtual_school_web
  USING (NOT is_drill OR (SELECT app.sees_all()) OR id = ANY ((SELECT app.my_told_alert_ids())::uuid[]));

-- A Virtual School teacher who is asked to take an alert over has to see it first.
ALTER TABLE alert_handover ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY mine ON alert_handover USING ((SELECT app.sees_all()) OR to_id = (SELECT app.person_id()) OR from_id = (SELECT app.person_id()));
CREATE FUNCTION app.my_asked_alert_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(h.alert_id), '{}') FROM public.alert_handover h WHERE h.to_id = app.teacher_id() AND h.answered_at IS NULL $$;
CREATE OR REPLACE FUNCTION app.my_owned_alert_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(a.id), '{}') FROM public.alert a WHERE a.owner_id = app.teacher_id() OR a.id = ANY (app.my_asked_alert_ids()) $$;
ALTER POLICY own_alerts ON alert USING ((SELECT app.sees_all()) OR school_id = ANY ((SELECT app.my_school_ids())::uuid[])
  OR learner_id = ANY ((SELECT app.my_caseload_ids())::uuid[]) OR owner_id = (SELECT app.teacher_id())
  OR id = ANY ((SELECT app.my_asked_alert_ids())::uuid[]));

CREATE POLICY with_its_alert ON alert_clock TO virtual_school_web
  USING ((SELECT app.sees_all()) OR alert_id = ANY ((SELECT app.my_alert_ids())::uuid[]));
CREATE POLICY with_its_alert ON alert_step TO virtual_school_web
  USING ((SELECT app.sees_all()) OR alert_id = ANY ((SELECT app.my_alert_ids())::uuid[]));

-- The worker works on all clocks: they hold ids, times, an urgency and a reference.
CREATE POLICY every_clock ON alert_clock TO virtual_school_worker USING (true);
CREATE POLICY every_clock ON alert_step TO virtual_school_worker USING (true);
-- It adds lines to a record, of its own kinds only and in nobody's name. The policies of people are not asked for it.
ALTER POLICY own_events ON event TO virtual_school_web, CURRENT_USER;
ALTER POLICY own_tick ON event TO virtual_school_web, CURRENT_USER;
CREATE POLICY escalation ON event FOR INSERT TO virtual_school_worker WITH CHECK (person_id IS NULL AND detail IS NULL
  AND kind IN ('alert.reminded', 'alert.escalated', 'alert.reopened', 'alert.step_skipped', 'alert.nobody_told'));

GRANT SELECT, INSERT ON escalation_policy TO virtual_school_web;
GRANT SELECT, INSERT, UPDATE ON alert_clock, alert_step, alert_handover TO virtual_school_web;
GRANT USAGE ON SEQUENCE drill_number TO virtual_school_web;
GRANT SELECT ON alert_clock, alert_step, escalation_policy, duty_turn, duty_hours, term, closed_day, authority, area, school, membership TO virtual_school_worker;
GRANT SELECT (id, name, email) ON person TO virtual_school_worker;
GRANT UPDATE (next_step_due_at, reopened_at) ON alert_clock TO virtual_school_worker;
GRANT UPDATE (due_at, state, done_at, told, note) ON alert_step TO virtual_school_worker;
GRANT INSERT ON event, outbox_mail TO virtual_school_worker;
GRANT USAGE ON SEQUENCE event_sequence_seq TO virtual_school_worker;

-- An answer withdraws the mails that still ask for one. A mail on its way keeps its lease, so that its settle is recorded; a claim takes
-- queued rows only, and looks again at a row it had to wait for.
ALTER TABLE outbox_mail DROP CONSTRAINT outbox_mail_state_check, ADD CONSTRAINT outbox_mail_state_check CHECK (state IN ('queued', 'accepted', 'failed', 'dropped'));
CREATE FUNCTION app.drop_queued_mails(alert uuid, templates text[]) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE dropped integer;
BEGIN
  UPDATE outbox_mail SET state = 'dropped' WHERE about_kind = 'alert' AND about_id = drop_queued_mails.alert
    AND template = ANY (drop_queued_mails.templates) AND template LIKE 'alerts/%' AND state = 'queued';
  GET DIAGNOSTICS dropped = ROW_COUNT;
  RETURN dropped;
END $$;
REVOKE EXECUTE ON FUNCTION app.drop_queued_mails(uuid, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.drop_queued_mails(uuid, text[]) TO virtual_school_web;

-- Whoever was told cannot be reached: the next step is due now, by the injected clock. Runs as the owner, who sees what waits for an answer.
CREATE FUNCTION app.now() RETURNS timestamptz LANGUAGE sql STABLE AS
$$ SELECT clock_timestamp() + make_interval(secs => coalesce((SELECT clock_offset_seconds FROM public.installation), 0)) $$;
CREATE POLICY waits_for_answer ON alert_clock TO CURRENT_USER USING (acknowledged_at IS NULL AND ended_at IS NULL);
CREATE POLICY waits_for_answer ON alert_step TO CURRENT_USER USING (state = 'pending' AND reason = 'not_answered');
CREATE FUNCTION app.fire_next_step_now(alert uuid, at timestamptz) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE next_position integer;
BEGIN
  PERFORM FROM alert_clock c WHERE c.alert_id = fire_next_step_now.alert FOR UPDATE;
  IF NOT FOUND THEN RETURN false; END IF;
  SELECT min(s.position) INTO next_position FROM alert_step s WHERE s.alert_id = fire_next_step_now.alert AND s.state = 'pending';
  IF next_position IS NULL THEN RETURN false; END IF;
  UPDATE alert_step s SET due_at = least(s.due_at, fire_next_step_now.at) WHERE s.alert_id = fire_next_step_now.alert AND s.position = next_position;
  UPDATE alert_clock c SET next_step_due_at = least(c.next_step_due_at, fire_next_step_now.at) WHERE c.alert_id = fire_next_step_now.alert;
  PERFORM pg_notify('alert_clock', '');
  RETURN true;
END $$;
CREATE FUNCTION app.fire_next_step_now(alert uuid) RETURNS boolean LANGUAGE sql AS
$$ SELECT app.fire_next_step_now(fire_next_step_now.alert, app.now()) $$;
REVOKE EXECUTE ON FUNCTION app.fire_next_step_now(uuid, timestamptz), app.fire_next_step_now(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.fire_next_step_now(uuid, timestamptz), app.fire_next_step_now(uuid) TO virtual_school_worker;

-- Whoever records that a mail is lost takes the clock first, as an answer does: with the mail first, the two would wait for each other.
CREATE FUNCTION app.hold_clock_of_mail(mail uuid) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM alert_clock c WHERE c.alert_id = (SELECT m.about_id FROM outbox_mail m WHERE m.id = hold_clock_of_mail.mail AND m.about_kind = 'alert') FOR UPDATE;
  RETURN FOUND;
END $$;
REVOKE EXECUTE ON FUNCTION app.hold_clock_of_mail(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.hold_clock_of_mail(uuid) TO virtual_school_worker;

-- The demo's clock goes forward only; every worker looks at once.
CREATE FUNCTION app.move_demo_clock(seconds bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE installation SET clock_offset_seconds = clock_offset_seconds + move_demo_clock.seconds WHERE id = 1 AND is_demo AND move_demo_clock.seconds > 0;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM pg_notify('alert_clock', '');
  RETURN true;
END $$;
REVOKE EXECUTE ON FUNCTION app.move_demo_clock(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.move_demo_clock(bigint) TO virtual_school_web;
