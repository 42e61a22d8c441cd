-- People around a learner who see a part of the record: social worker, house key worker, guardian, partner.
-- CreateTable
CREATE TABLE "learner_relation" (
    "id" UUID NOT NULL,
    "learner_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "from_on" DATE NOT NULL,
    "until_on" DATE,
    "started_by_id" UUID NOT NULL,

    CONSTRAINT "learner_relation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "learner_relation_learner_id_idx" ON "learner_relation"("learner_id");

-- CreateIndex
CREATE INDEX "learner_relation_person_id_idx" ON "learner_relation"("person_id");

ALTER TABLE learner_relation ADD FOREIGN KEY (learner_id) REFERENCES learner (id), ADD FOREIGN KEY (person_id) REFERENCES person (id),
  ADD FOREIGN KEY (started_by_id) REFERENCES person (id), ADD CHECK (role IN ('social_worker', 'house_key_worker', 'guardian', 'partner')),
  ADD CHECK (until_on IS NULL OR until_on >= from_on - 1), ADD CHECK (role <> 'house_key_worker' OR until_on IS NOT NULL);
CREATE UNIQUE INDEX learner_relation_one_open ON learner_relation (learner_id, person_id, role) WHERE until_on IS NULL;
ALTER TABLE learner_relation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY coordinators ON learner_relation USING ((SELECT app.sees_all()));
CREATE POLICY own_relation ON learner_relation FOR SELECT USING (person_id = (SELECT app.person_id()));
GRANT SELECT, INSERT, UPDATE (until_on) ON learner_relation TO virtual_school_web;

-- My relations that run today, in a role that I hold today.
CREATE FUNCTION app.my_relations() RETURNS SETOF learner_relation LANGUAGE sql STABLE AS
$$ SELECT r.* FROM public.learner_relation r WHERE r.person_id = app.person_id() AND app.holds(ARRAY[r.role])
   AND r.from_on <= app.today() AND (r.until_on IS NULL OR r.until_on >= app.today()) $$;
CREATE FUNCTION app.my_related_ids(wanted text[]) RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(DISTINCT r.learner_id), '{}') FROM app.my_relations() r WHERE r.role = ANY (wanted) $$;

-- Policies show rows, and these people see only some columns of them. So no table is theirs: the functions below give the permitted
-- columns, and while one runs its owner sees the rows of the asker's own learners, in the roles for which the table is meant.
CREATE FUNCTION app.is_relating() RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT coalesce(current_setting('app.relating', true), '') = 'on' $$;
DO $$
DECLARE part record;
BEGIN
  FOR part IN SELECT * FROM (VALUES
    ('learner', 'id', ARRAY['social_worker', 'house_key_worker', 'guardian', 'partner']),
    ('caseload', 'learner_id', ARRAY['social_worker', 'house_key_worker', 'guardian', 'partner']),
    ('school_enrolment', 'learner_id', ARRAY['social_worker', 'house_key_worker', 'guardian']),
    ('learner_flag', 'learner_id', ARRAY['guardian']),
    ('learner_voice', 'learner_id', ARRAY['partner']),
    ('learner_plan', 'learner_id', ARRAY['social_worker']),
    ('alert', 'learner_id', ARRAY['social_worker']),
    ('action', 'learner_id', ARRAY['social_worker']),
    ('exclusion', 'learner_id', ARRAY['social_worker', 'house_key_worker']),
    ('time_out', 'learner_id', ARRAY['social_worker', 'house_key_worker'])) AS parts (name, key, roles) LOOP
    EXECUTE format('CREATE POLICY related ON %I FOR SELECT TO CURRENT_USER USING ((SELECT app.is_relating()) AND %I = ANY ((SELECT app.my_related_ids(%L::text[]))::uuid[]))',
      part.name, part.key, part.roles);
  END LOOP;
END $$;

-- Partners know a first name only.
CREATE FUNCTION app.related_learners() RETURNS TABLE (learner_id uuid, role text, called text, until_on date)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  SET LOCAL app.relating = 'on';
  RETURN QUERY SELECT r.learner_id, r.role, coalesce(l.known_as, l.given_name) || CASE r.role WHEN 'partner' THEN '' ELSE ' ' || l.family_name END, r.until_on
   FROM app.my_relations() r JOIN learner l ON l.id = r.learner_id ORDER BY 3, 1, 2;
  SET LOCAL app.relating = '';
END $$;

-- Who of the Virtual School works with the learner.
CREATE FUNCTION app.related_helpers() RETURNS TABLE (learner_id uuid, person_id uuid)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  SET LOCAL app.relating = 'on';
  RETURN QUERY SELECT DISTINCT c.learner_id, c.person_id FROM caseload c
   WHERE c.learner_id = ANY (app.my_related_ids(ARRAY['social_worker', 'house_key_worker', 'guardian', 'partner']))
   AND c.started_on <= app.today() AND (c.ended_on IS NULL OR c.ended_on >= app.today());
  SET LOCAL app.relating = '';
END $$;

-- Schools now and to come. Non-disclosure keeps the school from a guardian.
CREATE FUNCTION app.related_schools() RETURNS TABLE (learner_id uuid, role text, school_id uuid, kind text, started_on date)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  SET LOCAL app.relating = 'on';
  RETURN QUERY SELECT e.learner_id, r.role, e.school_id, e.kind, e.started_on FROM app.my_relations() r JOIN school_enrolment e ON e.learner_id = r.learner_id
   WHERE r.role <> 'partner' AND (e.ended_on IS NULL OR e.ended_on >= app.today())
   AND NOT (r.role = 'guardian' AND EXISTS (SELECT FROM learner_flag f WHERE f.learner_id = r.learner_id
     AND f.kind = 'non_disclosure' AND f.lifted_at IS NULL))
   ORDER BY e.started_on, e.kind;
  SET LOCAL app.relating = '';
END $$;

-- That there is an alert, and where it stands: nothing of what happened.
CREATE FUNCTION app.related_alerts() RETURNS TABLE (learner_id uuid, reference text, state text, raised_at timestamptz)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  SET LOCAL app.relating = 'on';
  RETURN QUERY SELECT a.learner_id, a.reference, a.state, a.raised_at FROM alert a
   WHERE a.learner_id = ANY (app.my_related_ids(ARRAY['social_worker'])) AND NOT a.is_drill ORDER BY a.raised_at DESC;
  SET LOCAL app.relating = '';
END $$;

-- What was agreed, where the school knows of it too.
CREATE FUNCTION app.related_actions() RETURNS TABLE (learner_id uuid, what text, person_id uuid, due_on date, done_at timestamptz)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  SET LOCAL app.relating = 'on';
  RETURN QUERY SELECT a.learner_id, a.what, a.person_id, a.due_on, a.done_at FROM action a
   WHERE a.learner_id = ANY (app.my_related_ids(ARRAY['social_worker'])) AND a.audience = 'school_and_virtual_school' AND a.dropped_at IS NULL
   ORDER BY a.done_at IS NOT NULL, a.due_on;
  SET LOCAL app.relating = '';
END $$;

-- Plans that somebody keeps: what and where, as the record refers to them.
CREATE FUNCTION app.related_plans() RETURNS TABLE (learner_id uuid, kind text, kept_where text, dated_on date)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  SET LOCAL app.relating = 'on';
  RETURN QUERY SELECT p.learner_id, p.kind, p.kept_where, p.dated_on FROM learner_plan p
   WHERE p.learner_id = ANY (app.my_related_ids(ARRAY['social_worker'])) AND (p.ended_on IS NULL OR p.ended_on >= app.today())
   ORDER BY p.dated_on DESC;
  SET LOCAL app.relating = '';
END $$;

-- Out of school today or soon, and when back: nothing of why.
CREATE FUNCTION app.related_time_out() RETURNS TABLE
    (learner_id uuid, kind text, starts_on date, starts_at text, ends_on date, ends_at text, return_due_on date)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  SET LOCAL app.relating = 'on';
  RETURN QUERY SELECT t.learner_id, t.kind, t.starts_on, t.starts_at, t.ends_on, t.ends_at, x.return_due_on FROM time_out t LEFT JOIN exclusion x ON x.id = t.exclusion_id
   WHERE t.learner_id = ANY (app.my_related_ids(ARRAY['social_worker', 'house_key_worker'])) AND t.withdrawn_at IS NULL AND x.annulled_at IS NULL
   AND (t.ends_on IS NULL OR t.ends_on >= app.today() OR x.return_due_on >= app.today()) ORDER BY t.starts_on;
  SET LOCAL app.relating = '';
END $$;

-- How the child comes back. A house key worker learns who meets them and how the first day goes; support and review are the social worker's.
CREATE FUNCTION app.related_return_plans() RETURNS TABLE (learner_id uuid, role text, key_adult text, first_day text, support text, review_on date)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  SET LOCAL app.relating = 'on';
  RETURN QUERY SELECT x.learner_id, r.role, p.key_adult, p.first_day, CASE r.role WHEN 'social_worker' THEN p.support END,
     CASE r.role WHEN 'social_worker' THEN p.review_on END
   FROM app.my_relations() r JOIN exclusion x ON x.learner_id = r.learner_id JOIN return_plan p ON p.exclusion_id = x.id
   WHERE r.role IN ('social_worker', 'house_key_worker') AND x.annulled_at IS NULL AND x.closed_at IS NULL AND x.removed_on IS NULL
   ORDER BY x.return_due_on;
  SET LOCAL app.relating = '';
END $$;

-- What helps and what does not, in the learner's own words: the newest that says either.
CREATE FUNCTION app.related_voice() RETURNS TABLE (learner_id uuid, helps text, helps_not text, said_on date)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  SET LOCAL app.relating = 'on';
  RETURN QUERY SELECT DISTINCT ON (v.learner_id) v.learner_id, v.helps, v.helps_not, v.said_on FROM learner_voice v
   WHERE v.learner_id = ANY (app.my_related_ids(ARRAY['partner'])) AND (v.helps IS NOT NULL OR v.helps_not IS NOT NULL)
   ORDER BY v.learner_id, v.said_on DESC, v.written_at DESC;
  SET LOCAL app.relating = '';
END $$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['related_learners', 'related_helpers', 'related_schools', 'related_alerts', 'related_actions', 'related_plans',
    'related_time_out', 'related_return_plans', 'related_voice'] LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION app.%I() FROM PUBLIC', name);
    EXECUTE format('GRANT EXECUTE ON FUNCTION app.%I() TO virtual_school_web', name);
  END LOOP;
END $$;
