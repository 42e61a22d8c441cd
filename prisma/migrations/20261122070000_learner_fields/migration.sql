-- A learner's own fields: how their name is said, what SEEMiS holds, languages, additional support, plans kept elsewhere.
-- AlterTable
ALTER TABLE "learner" ADD COLUMN     "date_of_birth_basis" TEXT NOT NULL DEFAULT 'not_known',
ADD COLUMN     "name_as_said" TEXT,
ADD COLUMN     "pronunciation" TEXT,
ADD COLUMN     "scn_to_check" TEXT,
ADD COLUMN     "sex" TEXT,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "learner_support" (
    "learner_id" UUID NOT NULL,
    "languages" TEXT[],
    "interpreter" TEXT,
    "asn" TEXT,
    "csp" TEXT,
    "csp_considered_on" DATE,
    "has_iep" BOOLEAN,
    "staged_intervention" TEXT,
    "version" INTEGER NOT NULL,

    CONSTRAINT "learner_support_pkey" PRIMARY KEY ("learner_id")
);

-- CreateTable
CREATE TABLE "learner_plan" (
    "id" UUID NOT NULL,
    "learner_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "kept_where" TEXT NOT NULL,
    "dated_on" DATE NOT NULL,
    "ended_on" DATE,
    "added_by_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "learner_plan_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "learner_plan_learner_id_idx" ON "learner_plan"("learner_id");

-- AddForeignKey
ALTER TABLE "learner_support" ADD CONSTRAINT "learner_support_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "learner_plan" ADD CONSTRAINT "learner_plan_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Links between rooms, and what a row may hold.
ALTER TABLE learner ADD CHECK (date_of_birth_basis IN ('documented', 'stated', 'assessed', 'not_known')),
  ADD CHECK (scn ~ '^[0-9]{9}$'), ADD CHECK (scn_to_check ~ '^[0-9]{9}$');
ALTER TABLE learner_support ADD CHECK (interpreter IN ('not_needed', 'at_meetings', 'every_day')),
  ADD CHECK (asn IN ('assessed_with', 'assessed_without')), ADD CHECK (csp IN ('not_needed', 'being_prepared', 'in_place')),
  ADD CHECK ((csp IS NULL) = (csp_considered_on IS NULL));
ALTER TABLE learner_plan ADD FOREIGN KEY (added_by_id) REFERENCES person (id), ADD CHECK (ended_on IS NULL OR ended_on >= dated_on);

-- Seen by whoever sees the learner.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['learner_support', 'learner_plan'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_learners ON %I USING ((SELECT app.sees_all())
      OR learner_id = ANY ((SELECT app.my_roll_ids())::uuid[]) OR learner_id = ANY ((SELECT app.my_caseload_ids())::uuid[]))', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON learner_support TO virtual_school_web;
-- A plan that was referred to stays; it only ends.
GRANT SELECT, INSERT, UPDATE (ended_on) ON learner_plan TO virtual_school_web;
