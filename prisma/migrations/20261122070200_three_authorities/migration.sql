-- Home, school, residence: where a learner lives, by authority; at most one main school on a day.
-- CreateTable
CREATE TABLE "learner_residence" (
    "id" UUID NOT NULL,
    "learner_id" UUID NOT NULL,
    "authority_id" UUID NOT NULL,
    "started_on" DATE NOT NULL,
    "ended_on" DATE,

    CONSTRAINT "learner_residence_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "learner_residence_learner_id_idx" ON "learner_residence"("learner_id");

-- AddForeignKey
ALTER TABLE "learner_residence" ADD CONSTRAINT "learner_residence_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE learner_residence ADD FOREIGN KEY (authority_id) REFERENCES authority (id), ADD CHECK (ended_on IS NULL OR ended_on >= started_on);
CREATE UNIQUE INDEX learner_residence_one_open ON learner_residence (learner_id) WHERE ended_on IS NULL;
ALTER TABLE learner_residence ENABLE ROW LEVEL SECURITY;
ALTER TABLE learner_residence FORCE ROW LEVEL SECURITY;
CREATE POLICY virtual_school ON learner_residence USING ((SELECT app.sees_all()) OR learner_id = ANY ((SELECT app.my_caseload_ids())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON learner_residence TO virtual_school_web;

-- An exclusion constraint would need the extension btree_gist, which is not ours to install everywhere. The trigger asks what one
-- would ask; writers of one learner wait for each other. It sees what its writer sees, so only who sees every enrolment writes them.
CREATE FUNCTION app.one_main_school() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('main school ' || NEW.learner_id, 0));
  IF EXISTS (SELECT FROM public.school_enrolment e WHERE e.learner_id = NEW.learner_id AND e.kind = 'main' AND e.id <> NEW.id
      AND daterange(e.started_on, e.ended_on, '[]') && daterange(NEW.started_on, NEW.ended_on, '[]')) THEN
    RAISE EXCEPTION 'learner % has another main school on one of these days', NEW.learner_id
      USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'school_enrolment_one_main';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER school_enrolment_one_main AFTER INSERT OR UPDATE ON school_enrolment
  FOR EACH ROW WHEN (NEW.kind = 'main') EXECUTE FUNCTION app.one_main_school();
CREATE POLICY written_by_virtual_school ON school_enrolment AS RESTRICTIVE FOR INSERT TO virtual_school_web WITH CHECK ((SELECT app.sees_all()));
CREATE POLICY changed_by_virtual_school ON school_enrolment AS RESTRICTIVE FOR UPDATE TO virtual_school_web USING ((SELECT app.sees_all()));
