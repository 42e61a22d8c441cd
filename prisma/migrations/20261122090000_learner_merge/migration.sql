-- Two records of one learner made into one, and what became of each row of the record set aside (decision 0031).
-- AlterTable
ALTER TABLE "learner" ADD COLUMN     "merged_into_id" UUID;

-- CreateTable
CREATE TABLE "learner_merge" (
    "id" UUID NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "kept_id" UUID NOT NULL,
    "merged_id" UUID NOT NULL,
    "merged_by_id" UUID NOT NULL,
    "merged_at" TIMESTAMPTZ(3) NOT NULL,
    "merged_before" JSONB NOT NULL,
    "kept_before" JSONB NOT NULL,
    "kept_after" JSONB NOT NULL,
    "kept_rows" JSONB NOT NULL,
    "undone_by_id" UUID,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "learner_merge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "learner_merge_row" (
    "merge_id" UUID NOT NULL,
    "table_name" TEXT NOT NULL,
    "row_key" TEXT NOT NULL,
    "fate" TEXT NOT NULL,
    "content" JSONB,
    "undone" TEXT,

    CONSTRAINT "learner_merge_row_pkey" PRIMARY KEY ("merge_id","table_name","row_key")
);

-- CreateIndex
CREATE INDEX "learner_merge_kept_id_idx" ON "learner_merge"("kept_id");

-- CreateIndex
CREATE INDEX "learner_merge_merged_id_idx" ON "learner_merge"("merged_id");

-- CreateIndex
CREATE INDEX "learner_merged_into_id_idx" ON "learner"("merged_into_id");

-- AddForeignKey
ALTER TABLE "learner_merge_row" ADD CONSTRAINT "learner_merge_row_merge_id_fkey" FOREIGN KEY ("merge_id") REFERENCES "learner_merge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE learner ADD FOREIGN KEY (merged_into_id) REFERENCES learner (id), ADD CHECK (merged_into_id <> id);
ALTER TABLE learner_merge ADD FOREIGN KEY (kept_id) REFERENCES learner (id), ADD FOREIGN KEY (merged_id) REFERENCES learner (id),
  ADD FOREIGN KEY (merged_by_id) REFERENCES person (id), ADD FOREIGN KEY (undone_by_id) REFERENCES person (id),
  ADD CHECK (kept_id <> merged_id), ADD CHECK ((undone_by_id IS NULL) = (undone_at IS NULL));
ALTER TABLE learner_merge_row ADD CHECK (fate IN ('moved', 'stayed')), ADD CHECK ((fate = 'stayed') = (content IS NOT NULL)),
  ADD CHECK (undone IS NULL OR (undone IN ('back', 'in_the_way', 'gone') AND fate = 'moved'));
-- So that the planner knows from the first day that hardly any record is set aside.
ANALYZE learner;
CREATE UNIQUE INDEX learner_merge_one_standing ON learner_merge (merged_id) WHERE undone_at IS NULL;

ALTER TABLE learner_merge ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE learner_merge_row ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY who_sees_all ON learner_merge USING ((SELECT app.sees_all()));
CREATE POLICY who_sees_all ON learner_merge_row USING ((SELECT app.sees_all()));
-- Written by functions of the owner alone.
GRANT SELECT ON learner_merge, learner_merge_row TO virtual_school_web;

-- Every table that holds a learner: its key beside the learner, and which of its rows (m, of learner $1) cannot go to learner $2,
-- because something of that learner (k) takes their place. The one list that a merge and its undoing work through;
-- tests/records/merge-whole.test.ts compares it with the catalogue. Reasons come before flags: they go with theirs.
CREATE FUNCTION app.learner_tables() RETURNS TABLE (name text, keys text[], is_pair boolean, clash text) LANGUAGE sql IMMUTABLE AS $$
  VALUES
  ('alert', ARRAY['id'], false, NULL), ('alert_clock', ARRAY['alert_id'], false, NULL), ('event', ARRAY['id'], false, NULL),
  ('restricted_note', ARRAY['event_id'], false, NULL), ('action', ARRAY['id'], false, NULL),
  ('exclusion', ARRAY['id'], false, NULL), ('time_out', ARRAY['id'], false, NULL),
  ('recorded_exclusion', ARRAY['id'], false, 'k.kind = m.kind AND k.starts_on = m.starts_on AND k.starts_at = m.starts_at'),
  -- A main school excludes any other on its days; a shared one stays where the other record says the same.
  ('school_enrolment', ARRAY['id'], false, 'k.kind = m.kind AND CASE m.kind
    WHEN ''main'' THEN daterange(k.started_on, k.ended_on, ''[]'') && daterange(m.started_on, m.ended_on, ''[]'')
    ELSE k.school_id = m.school_id AND (k.ended_on IS NULL AND m.ended_on IS NULL
      OR k.started_on <= m.started_on AND (k.ended_on IS NULL OR m.ended_on <= k.ended_on)) END'),
  -- As app/domain/learners/may-run-beside.ts.
  ('care_period', ARRAY['id'], false, 'daterange(k.started_on, k.ended_on, ''[]'') && daterange(m.started_on, m.ended_on, ''[]'')
    AND (k.category IN (''residential_school'', ''secure'')) = (m.category IN (''residential_school'', ''secure''))'),
  ('learner_scope', ARRAY['id'], false, 'k.scope = m.scope AND k.ended_on IS NULL AND m.ended_on IS NULL'),
  ('learner_residence', ARRAY['id'], false, 'k.ended_on IS NULL AND m.ended_on IS NULL'),
  ('learner_support', ARRAY[]::text[], false, 'true'), ('learner_plan', ARRAY['id'], false, NULL),
  ('learner_person', ARRAY['id'], false, NULL), ('learner_voice', ARRAY['id'], false, NULL),
  ('learner_earlier_name', ARRAY['id'], false, NULL),
  ('learner_flag_reason', ARRAY['flag_id'], false, 'EXISTS (SELECT FROM public.learner_flag theirs
    JOIN public.learner_flag ours ON ours.learner_id = $2 AND ours.kind = theirs.kind AND ours.lifted_at IS NULL
    WHERE theirs.id = m.flag_id AND theirs.lifted_at IS NULL)'),
  ('learner_flag', ARRAY['id'], false, 'k.kind = m.kind AND k.lifted_at IS NULL AND m.lifted_at IS NULL'),
  -- Two that run would be two to end. No ranges: who was taken off on the day they were put on has an end before the start.
  ('caseload', ARRAY['id'], false, 'k.person_id = m.person_id AND (k.ended_on IS NULL AND m.ended_on IS NULL
    OR k.started_on <= m.started_on AND (k.ended_on IS NULL OR m.ended_on <= k.ended_on))'),
  ('opened_record', ARRAY['id'], false, NULL),
  ('host_invitation', ARRAY['id'], false, 'k.person_id = m.person_id AND k.school_id = m.school_id AND k.ended_at IS NULL AND m.ended_at IS NULL'),
  ('learner_relation', ARRAY['id'], false, 'k.person_id = m.person_id AND k.role = m.role
    AND (k.until_on IS NULL OR m.until_on <= k.until_on)'),
  ('learner_attendance', ARRAY['day', 'half'], false, 'k.day = m.day AND k.half = m.half'),
  ('learner_attainment', ARRAY['subject', 'achieved_on'], false, 'k.subject = m.subject AND k.achieved_on = m.achieved_on'),
  ('learner_destination', ARRAY['survey'], false, 'k.survey = m.survey'),
  ('learner_link', ARRAY['id'], true, 'k.unlinked_at IS NULL AND m.unlinked_at IS NULL'),
  ('learner_told_apart', ARRAY[]::text[], true, 'true')
$$;

-- While a merge or its undoing runs, and at no other time, the owner works on rows of learners.
CREATE FUNCTION app.is_merging() RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT coalesce(current_setting('app.merging', true), '') = 'on' $$;
-- Which records are set aside, and for which one, is for functions of the owner that give back ids.
CREATE POLICY set_aside ON learner FOR SELECT TO CURRENT_USER USING (merged_into_id IS NOT NULL);
CREATE FUNCTION app.set_aside_ids() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT coalesce(array_agg(id), '{}') FROM learner WHERE merged_into_id IS NOT NULL $$;
-- The same to look one up in: a list of ids is gone through for each row, and there will be hundreds of them.
CREATE TYPE app.uuid_range AS RANGE (subtype = uuid, multirange_type_name = app.uuid_ranges);
CREATE FUNCTION app.set_aside() RETURNS app.uuid_ranges LANGUAGE sql STABLE AS
$$ SELECT coalesce(range_agg(app.uuid_range(id, id, '[]')), '{}') FROM unnest(app.set_aside_ids()) AS id $$;
CREATE FUNCTION app.has_set_aside(ids uuid[]) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS
$$ BEGIN RETURN EXISTS (SELECT FROM learner WHERE id = ANY (ids) AND merged_into_id IS NOT NULL); END $$;
-- The record that is kept of one set aside, however often merged on; nobody else has one.
CREATE FUNCTION app.kept_learner(learner uuid) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE way AS (
    SELECT l.merged_into_id AS id, 1 AS step FROM learner l WHERE l.id = kept_learner.learner AND l.merged_into_id IS NOT NULL
    UNION ALL SELECT l.merged_into_id, step + 1 FROM way JOIN learner l ON l.id = way.id AND l.merged_into_id IS NOT NULL)
  SELECT id FROM way ORDER BY step DESC LIMIT 1
$$;
REVOKE EXECUTE ON FUNCTION app.set_aside_ids(), app.kept_learner(uuid), app.has_set_aside(uuid[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.set_aside_ids(), app.kept_learner(uuid), app.has_set_aside(uuid[]) TO virtual_school_web;
-- The worker adds events and takes over imports.
GRANT EXECUTE ON FUNCTION app.has_set_aside(uuid[]) TO virtual_school_worker;

-- Who writes while a merge runs waits for it at the foreign key, and then must not be left with a row that nobody sees: each
-- statement is looked at when it is done. $1 of the trigger: the learners of a row.
CREATE FUNCTION app.refuse_set_aside() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE ids uuid[];
BEGIN
  EXECUTE format('SELECT array_agg(DISTINCT learner) FROM written, unnest(ARRAY[%s]) AS learner', TG_ARGV[0]) INTO ids;
  IF app.has_set_aside(ids) THEN RAISE EXCEPTION 'This record was merged into another one meanwhile. Look for the learner again.' USING ERRCODE = 'VS001'; END IF;
  RETURN NULL;
END $$;

-- What stays with a record set aside is shown to nobody, as the record itself.
CREATE POLICY not_set_aside ON learner AS RESTRICTIVE TO virtual_school_web USING (merged_into_id IS NULL);
CREATE POLICY merging ON learner TO CURRENT_USER USING ((SELECT app.is_merging()));
CREATE POLICY merging ON learner_search_key TO CURRENT_USER USING ((SELECT app.is_merging()));
CREATE POLICY merging ON learner_merge TO CURRENT_USER USING ((SELECT app.is_merging()));
CREATE POLICY merging ON learner_merge_row TO CURRENT_USER USING ((SELECT app.is_merging()));
DO $$
DECLARE
  each record;
  of_row text;
  shown text;
BEGIN
  FOR each IN SELECT * FROM app.learner_tables() LOOP
    of_row := CASE WHEN each.is_pair THEN 'lower_id, higher_id' ELSE 'learner_id' END;
    EXECUTE format('CREATE POLICY merging ON %I TO CURRENT_USER USING ((SELECT app.is_merging()))', each.name);
    EXECUTE format('CREATE TRIGGER refuse_set_aside AFTER INSERT ON %I REFERENCING NEW TABLE AS written FOR EACH STATEMENT
      EXECUTE FUNCTION app.refuse_set_aside(%L)', each.name, of_row);
    EXECUTE format('CREATE TRIGGER refuse_changed_set_aside AFTER UPDATE ON %I REFERENCING NEW TABLE AS written FOR EACH STATEMENT
      EXECUTE FUNCTION app.refuse_set_aside(%L)', each.name, of_row);
    CONTINUE WHEN each.clash IS NULL;
    SELECT string_agg(format('NOT %s <@ (SELECT app.set_aside())', learner), ' AND ') INTO shown
      FROM unnest(string_to_array(of_row, ', ')) AS learner;
    EXECUTE format('CREATE POLICY not_set_aside ON %I AS RESTRICTIVE TO virtual_school_web, CURRENT_USER
      USING (%s OR (SELECT app.is_merging()))', each.name, shown);
  END LOOP;
END $$;
