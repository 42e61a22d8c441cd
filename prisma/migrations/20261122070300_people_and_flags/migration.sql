-- People around a learner in full; flags of non-disclosure and adoption; names from before an adoption.
-- AlterTable
ALTER TABLE "learner_person" ADD COLUMN     "email" TEXT,
ADD COLUMN     "from_on" DATE,
ADD COLUMN     "may_not_be_told" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "parental_responsibilities" TEXT,
ADD COLUMN     "until_on" DATE;

-- CreateTable
CREATE TABLE "learner_flag" (
    "id" UUID NOT NULL,
    "learner_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "set_by_id" UUID NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,
    "lifted_by_id" UUID,
    "lifted_at" TIMESTAMPTZ(3),

    CONSTRAINT "learner_flag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "learner_flag_reason" (
    "flag_id" UUID NOT NULL,
    "learner_id" UUID NOT NULL,
    "why" TEXT NOT NULL,

    CONSTRAINT "learner_flag_reason_pkey" PRIMARY KEY ("flag_id")
);

-- CreateTable
CREATE TABLE "learner_earlier_name" (
    "id" UUID NOT NULL,
    "learner_id" UUID NOT NULL,
    "given_name" TEXT NOT NULL,
    "family_name" TEXT NOT NULL,
    "until" DATE NOT NULL,

    CONSTRAINT "learner_earlier_name_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "learner_flag_learner_id_idx" ON "learner_flag"("learner_id");

-- CreateIndex
CREATE INDEX "learner_earlier_name_learner_id_idx" ON "learner_earlier_name"("learner_id");

-- AddForeignKey
ALTER TABLE "learner_flag" ADD CONSTRAINT "learner_flag_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "learner_flag_reason" ADD CONSTRAINT "learner_flag_reason_flag_id_fkey" FOREIGN KEY ("flag_id") REFERENCES "learner_flag"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "learner_earlier_name" ADD CONSTRAINT "learner_earlier_name_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE learner_person ADD CHECK (parental_responsibilities IN ('has', 'has_not')), ADD CHECK (until_on IS NULL OR from_on IS NULL OR until_on >= from_on);
ALTER TABLE learner_flag ADD FOREIGN KEY (set_by_id) REFERENCES person (id), ADD FOREIGN KEY (lifted_by_id) REFERENCES person (id),
  ADD CHECK (kind IN ('non_disclosure', 'adoption')), ADD CHECK ((lifted_by_id IS NULL) = (lifted_at IS NULL));
ALTER TABLE learner_flag_reason ADD FOREIGN KEY (learner_id) REFERENCES learner (id);
CREATE UNIQUE INDEX learner_flag_one_standing ON learner_flag (learner_id, kind) WHERE lifted_at IS NULL;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['learner_flag', 'learner_flag_reason', 'learner_earlier_name'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
END $$;
-- A school obeys non-disclosure, so it reads that flag. That somebody is adopted is a kind of care experience: not for a school.
CREATE POLICY own_learners ON learner_flag USING ((SELECT app.sees_all()) OR learner_id = ANY ((SELECT app.my_caseload_ids())::uuid[])
  OR (kind = 'non_disclosure' AND learner_id = ANY ((SELECT app.my_roll_ids())::uuid[])));
CREATE POLICY who_sees_all ON learner_flag_reason USING ((SELECT app.sees_all()));
CREATE POLICY who_sees_all ON learner_earlier_name USING ((SELECT app.sees_all()));
GRANT SELECT, INSERT, UPDATE (lifted_by_id, lifted_at) ON learner_flag TO virtual_school_web;
GRANT SELECT, INSERT ON learner_flag_reason, learner_earlier_name TO virtual_school_web;

-- The caseload without those whose adoption is flagged: what came before is not for a Virtual School teacher.
CREATE FUNCTION app.my_open_caseload_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(c.id), '{}') FROM unnest(app.my_caseload_ids()) AS c (id)
   WHERE NOT EXISTS (SELECT FROM public.learner_flag f WHERE f.learner_id = c.id AND f.kind = 'adoption' AND f.lifted_at IS NULL) $$;
ALTER POLICY virtual_school ON care_period USING ((SELECT app.sees_all()) OR learner_id = ANY ((SELECT app.my_open_caseload_ids())::uuid[]));
