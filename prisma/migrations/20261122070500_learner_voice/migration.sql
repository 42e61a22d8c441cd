-- What a learner says, in their own words: entries are added, never changed.
-- CreateTable
CREATE TABLE "learner_voice" (
    "id" UUID NOT NULL,
    "learner_id" UUID NOT NULL,
    "called" TEXT,
    "helps" TEXT,
    "helps_not" TEXT,
    "said_on" DATE NOT NULL,
    "written_by_id" UUID NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "learner_voice_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "learner_voice_learner_id_idx" ON "learner_voice"("learner_id");

-- AddForeignKey
ALTER TABLE "learner_voice" ADD CONSTRAINT "learner_voice_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE learner_voice ADD FOREIGN KEY (written_by_id) REFERENCES person (id),
  ADD CHECK (called IS NOT NULL OR helps IS NOT NULL OR helps_not IS NOT NULL);
ALTER TABLE learner_voice ENABLE ROW LEVEL SECURITY;
ALTER TABLE learner_voice FORCE ROW LEVEL SECURITY;
CREATE POLICY own_learners ON learner_voice USING ((SELECT app.sees_all())
  OR learner_id = ANY ((SELECT app.my_roll_ids())::uuid[]) OR learner_id = ANY ((SELECT app.my_caseload_ids())::uuid[]));
GRANT SELECT, INSERT ON learner_voice TO virtual_school_web;
