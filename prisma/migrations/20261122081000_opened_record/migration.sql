-- Break-glass: a Virtual School teacher opens one record that is not on their caseload, with a reason, for 24 hours.
-- CreateTable
CREATE TABLE "opened_record" (
    "id" UUID NOT NULL,
    "learner_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by_id" UUID,
    "seen_at" TIMESTAMPTZ(3),
    "seen_by_id" UUID,

    CONSTRAINT "opened_record_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "opened_record_person_id_idx" ON "opened_record"("person_id");

-- Whoever opened a record does not look it over themselves.
ALTER TABLE opened_record ADD FOREIGN KEY (learner_id) REFERENCES learner (id), ADD FOREIGN KEY (person_id) REFERENCES person (id),
  ADD FOREIGN KEY (ended_by_id) REFERENCES person (id), ADD FOREIGN KEY (seen_by_id) REFERENCES person (id),
  ADD CHECK (until_at <= opened_at + interval '24 hours'), ADD CHECK (seen_by_id <> person_id),
  ADD CHECK ((ended_at IS NULL) = (ended_by_id IS NULL)), ADD CHECK ((seen_at IS NULL) = (seen_by_id IS NULL));

-- The 24 hours are held here, by the database's own clock, whatever a command asks for.
CREATE FUNCTION app.in_a_day() RETURNS timestamptz LANGUAGE sql STABLE AS $$ SELECT app.now() + interval '24 hours' $$;
ALTER TABLE opened_record ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_opening ON opened_record USING (person_id = (SELECT app.teacher_id()))
  WITH CHECK (person_id = (SELECT app.teacher_id()) AND until_at <= (SELECT app.in_a_day()));
CREATE POLICY head_teacher_reads ON opened_record FOR SELECT USING ((SELECT app.holds(ARRAY['vs_head_teacher'])));
CREATE POLICY head_teacher_settles ON opened_record FOR UPDATE USING ((SELECT app.holds(ARRAY['vs_head_teacher'])));
GRANT SELECT, INSERT, UPDATE (ended_at, ended_by_id, seen_at, seen_by_id) ON opened_record TO virtual_school_web;

-- What is opened is as if it were on the caseload: every policy that asks for the caseload follows.
CREATE OR REPLACE FUNCTION app.my_caseload_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(mine.learner_id), '{}') FROM (
   SELECT c.learner_id FROM public.caseload c
     WHERE c.person_id = app.teacher_id() AND c.started_on <= app.today() AND (c.ended_on IS NULL OR c.ended_on >= app.today())
   UNION SELECT o.learner_id FROM public.opened_record o
     WHERE o.person_id = app.teacher_id() AND o.ended_at IS NULL AND o.until_at > app.now()) AS mine $$;

-- Whom a teacher means, by exactly what they typed: one learner's id or nothing. Nobody is found by a part of a name, and names
-- from before an adoption are not looked at. The owner sees the learners only while this runs.
CREATE FUNCTION app.is_finding() RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT coalesce(current_setting('app.finding', true), '') = 'on' $$;
CREATE POLICY found_exactly ON learner FOR SELECT TO CURRENT_USER USING ((SELECT app.is_finding()));
CREATE FUNCTION app.find_exactly(typed_scn text, given text, family text, born date) RETURNS uuid
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found uuid[];
BEGIN
  IF app.teacher_id() IS NULL THEN RETURN NULL; END IF;
  SET LOCAL app.finding = 'on';
  found := ARRAY(SELECT l.id FROM learner l WHERE l.scn = typed_scn OR (l.date_of_birth = born
    AND lower(l.family_name) = lower(family) AND lower(given) IN (lower(l.given_name), lower(l.known_as))) LIMIT 2);
  SET LOCAL app.finding = '';
  RETURN CASE WHEN cardinality(found) = 1 THEN found[1] END;
END $$;
REVOKE EXECUTE ON FUNCTION app.find_exactly(text, text, text, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.find_exactly(text, text, text, date) TO virtual_school_web;
