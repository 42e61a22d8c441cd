-- Who may see and write what: links between rooms, grants of the web and worker roles, row-level security.

-- Links between rooms. Prisma declares a relation only inside one room; the database still keeps the rooms honest.
ALTER TABLE membership ADD FOREIGN KEY (school_id) REFERENCES school (id), ADD FOREIGN KEY (area_id) REFERENCES area (id),
  ADD FOREIGN KEY (authority_id) REFERENCES authority (id), ADD CHECK (valid_to IS NULL OR valid_to >= valid_from);
ALTER TABLE duty_hours ADD FOREIGN KEY (authority_id) REFERENCES authority (id), ADD CHECK (weekday BETWEEN 1 AND 7);
ALTER TABLE term ADD FOREIGN KEY (authority_id) REFERENCES authority (id), ADD CHECK (ends_on >= starts_on);
ALTER TABLE closed_day ADD FOREIGN KEY (authority_id) REFERENCES authority (id);
ALTER TABLE duty_turn ADD FOREIGN KEY (area_id) REFERENCES area (id), ADD FOREIGN KEY (person_id) REFERENCES person (id),
  ADD FOREIGN KEY (depute_id) REFERENCES person (id), ADD CHECK (weekday BETWEEN 1 AND 7), ADD CHECK (person_id <> depute_id);
ALTER TABLE care_period ADD FOREIGN KEY (home_authority_id) REFERENCES authority (id), ADD CHECK (ended_on IS NULL OR ended_on >= started_on);
ALTER TABLE school_enrolment ADD FOREIGN KEY (school_id) REFERENCES school (id), ADD CHECK (kind IN ('main', 'shared')),
  ADD CHECK (ended_on IS NULL OR ended_on >= started_on);
CREATE UNIQUE INDEX school_enrolment_one_open_main ON school_enrolment (learner_id) WHERE kind = 'main' AND ended_on IS NULL;
ALTER TABLE caseload ADD FOREIGN KEY (person_id) REFERENCES person (id);
ALTER TABLE event ADD FOREIGN KEY (learner_id) REFERENCES learner (id), ADD FOREIGN KEY (school_id) REFERENCES school (id),
  ADD FOREIGN KEY (person_id) REFERENCES person (id), ADD CHECK (audience IN ('school_and_virtual_school', 'virtual_school_only'));
ALTER TABLE action ADD FOREIGN KEY (learner_id) REFERENCES learner (id), ADD FOREIGN KEY (school_id) REFERENCES school (id),
  ADD FOREIGN KEY (person_id) REFERENCES person (id), ADD CHECK (audience IN ('school_and_virtual_school', 'virtual_school_only'));
ALTER TABLE alert ADD FOREIGN KEY (learner_id) REFERENCES learner (id), ADD FOREIGN KEY (school_id) REFERENCES school (id),
  ADD FOREIGN KEY (raised_by_id) REFERENCES person (id), ADD FOREIGN KEY (acknowledged_by_id) REFERENCES person (id),
  ADD FOREIGN KEY (owner_id) REFERENCES person (id),
  ADD CHECK (state IN ('raised', 'acknowledged', 'coordinating', 'decided', 'follow_up', 'closed', 'withdrawn', 'duplicate')),
  ADD CHECK (urgency IN ('today', 'two_school_days', 'later')), ADD CHECK (openings_considered > 0),
  ADD CHECK (child_view IN ('in_their_words', 'not_asked_yet', 'did_not_want_to_say')),
  ADD CHECK ((acknowledged_at IS NULL) = (acknowledged_by_id IS NULL));
ALTER TABLE unverified_child ADD FOREIGN KEY (school_id) REFERENCES school (id);
ALTER TABLE alert_draft ADD FOREIGN KEY (person_id) REFERENCES person (id);
ALTER TABLE alert_decision
  ADD CHECK (decision IN ('not_excluded', 'excluded_temporary', 'removed_from_register', 'no_longer_considered')), ADD CHECK (openings > 0);
ALTER TABLE outbox_mail ADD CHECK (state IN ('queued', 'accepted', 'failed'));
ALTER TABLE installation ADD CHECK (id = 1);
CREATE SEQUENCE alert_number START 1;

-- Who is asking, and what follows from the tables. Each is evaluated once for a statement, as `(SELECT app.…())`.
CREATE SCHEMA app;

CREATE FUNCTION app.person_id() RETURNS uuid LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('app.person_id', true), '')::uuid $$;

CREATE FUNCTION app.today() RETURNS date LANGUAGE sql STABLE AS
$$ SELECT ((now() + make_interval(secs => coalesce((SELECT clock_offset_seconds FROM public.installation), 0)))
   AT TIME ZONE 'Europe/London')::date $$;

CREATE FUNCTION app.holds(wanted text[]) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT EXISTS (SELECT FROM public.membership m WHERE m.person_id = app.person_id() AND m.role = ANY (wanted)
   AND m.valid_from <= app.today() AND (m.valid_to IS NULL OR m.valid_to >= app.today())) $$;

-- Leads and the Virtual School head teacher work with every learner in scope.
CREATE FUNCTION app.sees_all() RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT app.holds(ARRAY['lead', 'vs_head_teacher']) $$;

-- A Virtual School teacher, by own id; nobody else.
CREATE FUNCTION app.teacher_id() RETURNS uuid LANGUAGE sql STABLE AS
$$ SELECT CASE WHEN app.holds(ARRAY['vs_teacher']) THEN app.person_id() END $$;

CREATE FUNCTION app.my_school_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(DISTINCT m.school_id), '{}') FROM public.membership m
   WHERE m.person_id = app.person_id() AND m.role IN ('designated_manager', 'head_teacher') AND m.school_id IS NOT NULL
   AND m.valid_from <= app.today() AND (m.valid_to IS NULL OR m.valid_to >= app.today()) $$;

CREATE FUNCTION app.my_caseload_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(DISTINCT c.learner_id), '{}') FROM public.caseload c
   WHERE c.person_id = app.teacher_id() AND c.started_on <= app.today() AND (c.ended_on IS NULL OR c.ended_on >= app.today()) $$;

-- Learners on the roll of my schools now.
CREATE FUNCTION app.my_roll_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(DISTINCT e.learner_id), '{}') FROM public.school_enrolment e
   WHERE e.school_id = ANY (app.my_school_ids()) AND e.started_on <= app.today() AND (e.ended_on IS NULL OR e.ended_on >= app.today()) $$;

-- Alerts a Virtual School teacher coordinates.
CREATE FUNCTION app.my_owned_alert_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(a.id), '{}') FROM public.alert a WHERE a.owner_id = app.teacher_id() $$;

-- Alerts I may see, for the tables that belong to an alert.
CREATE FUNCTION app.my_alert_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(a.id), '{}') FROM public.alert a $$;

-- Forced: the policies bind the owner of the tables too.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['learner', 'care_period', 'school_enrolment', 'learner_person', 'caseload', 'event', 'action', 'alert',
    'unverified_child', 'alert_draft', 'alert_option', 'alert_person', 'alert_meeting', 'alert_decision', 'alert_fact'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['alert_option', 'alert_person', 'alert_meeting', 'alert_decision', 'alert_fact'] LOOP
    EXECUTE format('CREATE POLICY with_its_alert ON %I USING ((SELECT app.sees_all()) OR alert_id = ANY ((SELECT app.my_alert_ids())::uuid[]))', name);
  END LOOP;
END $$;

CREATE POLICY own_caseload ON caseload USING ((SELECT app.sees_all()) OR person_id = (SELECT app.person_id()));
CREATE POLICY own_roll ON school_enrolment USING ((SELECT app.sees_all())
  OR school_id = ANY ((SELECT app.my_school_ids())::uuid[]) OR learner_id = ANY ((SELECT app.my_caseload_ids())::uuid[]));
CREATE POLICY own_learners ON learner USING ((SELECT app.sees_all())
  OR id = ANY ((SELECT app.my_roll_ids())::uuid[]) OR id = ANY ((SELECT app.my_caseload_ids())::uuid[]));
CREATE POLICY own_learners ON learner_person USING ((SELECT app.sees_all())
  OR learner_id = ANY ((SELECT app.my_roll_ids())::uuid[]) OR learner_id = ANY ((SELECT app.my_caseload_ids())::uuid[]));
-- Schools know that a learner is care experienced; how and since when stays with the Virtual School.
CREATE POLICY virtual_school ON care_period USING ((SELECT app.sees_all()) OR learner_id = ANY ((SELECT app.my_caseload_ids())::uuid[]));
CREATE POLICY own_alerts ON alert USING ((SELECT app.sees_all()) OR school_id = ANY ((SELECT app.my_school_ids())::uuid[])
  OR learner_id = ANY ((SELECT app.my_caseload_ids())::uuid[]) OR owner_id = (SELECT app.teacher_id()));
-- To the web only: for the owner, whose sweep asks who is due, it would ask the alert and the alert would ask back.
CREATE POLICY own_alerts ON unverified_child TO virtual_school_web USING ((SELECT app.sees_all()) OR school_id = ANY ((SELECT app.my_school_ids())::uuid[])
  OR alert_id = ANY ((SELECT app.my_owned_alert_ids())::uuid[]));
CREATE POLICY own_draft ON alert_draft USING (person_id = (SELECT app.person_id()));
CREATE POLICY own_events ON event USING ((SELECT app.sees_all())
  OR (audience = 'school_and_virtual_school' AND school_id = ANY ((SELECT app.my_school_ids())::uuid[]))
  OR learner_id = ANY ((SELECT app.my_caseload_ids())::uuid[]) OR about_id = ANY ((SELECT app.my_owned_alert_ids())::uuid[]));
CREATE POLICY own_actions ON action USING ((SELECT app.sees_all()) OR person_id = (SELECT app.person_id())
  OR (audience = 'school_and_virtual_school' AND school_id = ANY ((SELECT app.my_school_ids())::uuid[]))
  OR learner_id = ANY ((SELECT app.my_caseload_ids())::uuid[]) OR about_id = ANY ((SELECT app.my_owned_alert_ids())::uuid[]));

-- Grants. The web may add to the audit, the read log and the outbox but not read them back, nor change what was written.
GRANT USAGE ON SCHEMA app, public TO virtual_school_web, virtual_school_worker;
GRANT SELECT, INSERT, UPDATE ON person, membership, authority, area, school, phone_number, ref_code, duty_turn, learner, care_period,
  school_enrolment, learner_person, caseload, action, alert, unverified_child, alert_option, alert_person, alert_meeting, alert_decision
  TO virtual_school_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON session, account, verification, rate_limit, alert_draft, duty_hours, term, closed_day
  TO virtual_school_web;
GRANT DELETE ON duty_turn, alert_option TO virtual_school_web;
GRANT SELECT, INSERT ON event, alert_fact TO virtual_school_web;
GRANT SELECT ON installation, mailbox_mail, worker_heartbeat TO virtual_school_web;
GRANT INSERT ON audit_line, read_line, outbox_mail TO virtual_school_web;
GRANT SELECT (id, created_at, template, to_person_id, about_kind, about_id, state, attempts, next_attempt_at, accepted_at, failed_at,
  last_problem) ON outbox_mail TO virtual_school_web;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO virtual_school_web;
GRANT SELECT ON installation TO virtual_school_worker;
GRANT SELECT, UPDATE ON outbox_mail TO virtual_school_worker;
GRANT SELECT, INSERT ON mailbox_mail TO virtual_school_worker;
GRANT INSERT ON audit_line TO virtual_school_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON worker_heartbeat TO virtual_school_worker;

-- Pages that show a record are told when it changes: an id, nothing else.
CREATE FUNCTION app.tell_alert_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'alert' THEN
    PERFORM pg_notify('alert_changed', NEW.id::text);
  ELSIF NEW.about_kind = 'alert' THEN
    PERFORM pg_notify('alert_changed', NEW.about_id::text);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tell_changed AFTER INSERT OR UPDATE ON alert FOR EACH ROW EXECUTE FUNCTION app.tell_alert_changed();
CREATE TRIGGER tell_changed AFTER INSERT OR UPDATE ON action FOR EACH ROW EXECUTE FUNCTION app.tell_alert_changed();
CREATE TRIGGER tell_changed AFTER INSERT ON event FOR EACH ROW EXECUTE FUNCTION app.tell_alert_changed();
CREATE TRIGGER tell_changed AFTER UPDATE OF state ON outbox_mail FOR EACH ROW EXECUTE FUNCTION app.tell_alert_changed();

-- Sweeps run as the owner, on rows that are due and no others; they give back ids only.
CREATE POLICY stale_drafts ON alert_draft TO CURRENT_USER USING (saved_at < now() - interval '24 hours');
CREATE FUNCTION app.erase_stale_drafts() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE erased integer;
BEGIN
  DELETE FROM alert_draft WHERE saved_at < now() - interval '24 hours';
  GET DIAGNOSTICS erased = ROW_COUNT;
  RETURN erased;
END $$;

-- A child found not to be for the Virtual School: what was written is erased, the alert stays to be counted.
CREATE POLICY due_for_erasure ON unverified_child TO CURRENT_USER USING (erase_after <= app.today());
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['alert_person', 'alert_meeting', 'alert_option', 'alert_decision'] LOOP
    EXECUTE format('CREATE POLICY due_for_erasure ON %I TO CURRENT_USER USING (alert_id IN (SELECT alert_id FROM unverified_child))', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['event', 'action'] LOOP
    EXECUTE format('CREATE POLICY due_for_erasure ON %I TO CURRENT_USER USING (about_id IN (SELECT alert_id FROM unverified_child))', name);
  END LOOP;
END $$;
CREATE POLICY due_for_erasure ON alert TO CURRENT_USER USING (id IN (SELECT alert_id FROM unverified_child));
CREATE FUNCTION app.erase_unverified_children() RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE due uuid[] := ARRAY(SELECT alert_id FROM unverified_child WHERE erase_after <= app.today() FOR UPDATE);
BEGIN
  UPDATE alert SET where_now = '', with_whom = '', what_happened = '', child_words = NULL, support_in_place = NULL,
    tried_so_far = NULL, learning_note = NULL, version = version + 1 WHERE id = ANY (due);
  UPDATE event SET detail = NULL WHERE about_id = ANY (due) AND detail IS NOT NULL;
  UPDATE action SET what = '' WHERE about_id = ANY (due);
  DELETE FROM alert_person WHERE alert_id = ANY (due);
  DELETE FROM alert_meeting WHERE alert_id = ANY (due);
  UPDATE alert_option SET why = '' WHERE alert_id = ANY (due);
  UPDATE alert_decision SET reason = '', child_words = NULL WHERE alert_id = ANY (due);
  DELETE FROM unverified_child WHERE alert_id = ANY (due);
  RETURN QUERY SELECT unnest(due);
END $$;

-- Asked for by a person on the page of notifications: a mail that failed, or waits for its next try, goes to the front of the
-- queue. A sign-in code is wiped when it fails: never again.
CREATE FUNCTION app.requeue_mail(mail uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE outbox_mail SET state = 'queued', attempts = 0, next_attempt_at = now(), failed_at = NULL, lease_owner = NULL, lease_until = NULL
    WHERE id = mail AND template <> 'accounts/sign-in-code' AND (state = 'failed' OR (state = 'queued' AND lease_owner IS NULL));
  RETURN FOUND;
END $$;
-- A function is callable by everybody unless said otherwise.
REVOKE EXECUTE ON FUNCTION app.erase_stale_drafts(), app.erase_unverified_children(), app.requeue_mail(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.erase_stale_drafts(), app.erase_unverified_children() TO virtual_school_worker;
GRANT EXECUTE ON FUNCTION app.requeue_mail(uuid) TO virtual_school_web;

-- A child who was not in the system is matched: the lines written meanwhile become the learner's. Events are insert-only for the web,
--    so this is a function of the owner; the policies still bind it on behalf of whoever asks (own_events: leads and the VS head teacher).
CREATE FUNCTION app.match_events(about uuid, learner uuid) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE matched integer;
BEGIN
  IF NOT app.sees_all() THEN RETURN 0; END IF;
  UPDATE event SET learner_id = match_events.learner WHERE about_id = match_events.about AND learner_id IS NULL;
  GET DIAGNOSTICS matched = ROW_COUNT;
  RETURN matched;
END $$;
REVOKE EXECUTE ON FUNCTION app.match_events(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.match_events(uuid, uuid) TO virtual_school_web;

-- And what was written about them as unverified goes. Only those who verify may delete.
GRANT DELETE ON unverified_child TO virtual_school_web;
CREATE POLICY matched ON unverified_child AS RESTRICTIVE FOR DELETE TO virtual_school_web USING ((SELECT app.sees_all()));

-- A designated manager who withdraws does not see actions "for the Virtual School only", so they would stay open. Dropping is a
--    function of the owner, for the alerts the actor may see.
CREATE POLICY of_my_alerts ON action TO CURRENT_USER USING (about_id = ANY ((SELECT app.my_alert_ids())::uuid[]));
CREATE FUNCTION app.drop_open_actions(about uuid, at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE dropped integer;
BEGIN
  UPDATE action SET dropped_at = drop_open_actions.at
    WHERE about_id = drop_open_actions.about AND done_at IS NULL AND dropped_at IS NULL;
  GET DIAGNOSTICS dropped = ROW_COUNT;
  RETURN dropped;
END $$;
REVOKE EXECUTE ON FUNCTION app.drop_open_actions(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.drop_open_actions(uuid, timestamptz) TO virtual_school_web;

-- Whoever is named for an action ticks it off, also when they do not see the alert (a Virtual School teacher without the learner on
--    their caseload; later social workers): they may add the one line that says so.
CREATE FUNCTION app.my_action_about_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(DISTINCT a.about_id), '{}') FROM public.action a WHERE a.person_id = app.person_id() $$;
CREATE POLICY own_tick ON event FOR INSERT WITH CHECK (kind = 'action.ticked' AND person_id = (SELECT app.person_id())
  AND about_id = ANY ((SELECT app.my_action_about_ids())::uuid[]));
