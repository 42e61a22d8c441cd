-- Exclusions as they were carried out, their legal clock, the time out of school whatever it was called, and the way back.
-- CreateTable
CREATE TABLE "exclusion" (
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "alert_id" UUID,
    "learner_id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'temporary',
    "ground" TEXT NOT NULL,
    "decided_on" DATE NOT NULL,
    "decided_by" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "starts_at" TEXT NOT NULL,
    "openings" INTEGER,
    "return_due_on" DATE,
    "reason" TEXT NOT NULL,
    "incident_types" TEXT[],
    "motivations" TEXT[],
    "seemis_reference" TEXT,
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "annulled_at" TIMESTAMPTZ(3),
    "annulled_why" TEXT,
    "removed_on" DATE,
    "removed_why" TEXT,

    CONSTRAINT "exclusion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exclusion_step" (
    "id" UUID NOT NULL,
    "exclusion_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "happened_on" DATE NOT NULL,
    "time" TEXT,
    "by_name" TEXT NOT NULL,
    "method" TEXT,
    "to_person_ids" UUID[],
    "to_learner" BOOLEAN NOT NULL DEFAULT false,
    "words" TEXT,
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "exclusion_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exclusion_education" (
    "id" UUID NOT NULL,
    "exclusion_id" UUID NOT NULL,
    "provision" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "decided_by" TEXT NOT NULL,
    "why" TEXT,
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "exclusion_education_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "return_plan" (
    "exclusion_id" UUID NOT NULL,
    "key_adult" TEXT NOT NULL,
    "support" TEXT NOT NULL,
    "first_day" TEXT NOT NULL,
    "conditions" TEXT,
    "child_words" TEXT,
    "review_on" DATE NOT NULL,
    "told_ids" UUID[],
    "made_by_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "return_plan_pkey" PRIMARY KEY ("exclusion_id")
);

-- CreateTable
CREATE TABLE "time_out" (
    "id" UUID NOT NULL,
    "learner_id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "alert_id" UUID,
    "exclusion_id" UUID,
    "kind" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "starts_at" TEXT NOT NULL,
    "ends_on" DATE,
    "ends_at" TEXT,
    "agreed_openings" INTEGER,
    "entitled_openings" INTEGER,
    "agreed_by" TEXT,
    "review_on" DATE,
    "reviewed_on" DATE,
    "why" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_why" TEXT,

    CONSTRAINT "time_out_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exclusion_rules" (
    "id" UUID NOT NULL,
    "authority_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "meeting_days" INTEGER NOT NULL,
    "notice_days" INTEGER NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "saved_by_id" UUID NOT NULL,

    CONSTRAINT "exclusion_rules_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "exclusion_reference_key" ON "exclusion"("reference");

-- CreateIndex
CREATE INDEX "exclusion_alert_id_idx" ON "exclusion"("alert_id");

-- CreateIndex
CREATE INDEX "exclusion_learner_id_decided_on_idx" ON "exclusion"("learner_id", "decided_on");

-- CreateIndex
CREATE INDEX "exclusion_school_id_decided_on_idx" ON "exclusion"("school_id", "decided_on");

-- CreateIndex
CREATE INDEX "exclusion_step_exclusion_id_idx" ON "exclusion_step"("exclusion_id");

-- CreateIndex
CREATE INDEX "exclusion_education_exclusion_id_idx" ON "exclusion_education"("exclusion_id");

-- CreateIndex
CREATE INDEX "time_out_learner_id_starts_on_idx" ON "time_out"("learner_id", "starts_on");

-- CreateIndex
CREATE INDEX "time_out_school_id_starts_on_idx" ON "time_out"("school_id", "starts_on");

-- CreateIndex
CREATE INDEX "time_out_alert_id_idx" ON "time_out"("alert_id");

-- CreateIndex
CREATE UNIQUE INDEX "exclusion_rules_authority_id_version_key" ON "exclusion_rules"("authority_id", "version");

-- AddForeignKey
ALTER TABLE "exclusion_step" ADD CONSTRAINT "exclusion_step_exclusion_id_fkey" FOREIGN KEY ("exclusion_id") REFERENCES "exclusion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exclusion_education" ADD CONSTRAINT "exclusion_education_exclusion_id_fkey" FOREIGN KEY ("exclusion_id") REFERENCES "exclusion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "return_plan" ADD CONSTRAINT "return_plan_exclusion_id_fkey" FOREIGN KEY ("exclusion_id") REFERENCES "exclusion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Links between rooms, and what a row may hold.
ALTER TABLE exclusion ADD FOREIGN KEY (alert_id) REFERENCES alert (id), ADD FOREIGN KEY (learner_id) REFERENCES learner (id),
  ADD FOREIGN KEY (school_id) REFERENCES school (id), ADD FOREIGN KEY (recorded_by_id) REFERENCES person (id),
  ADD CHECK (kind IN ('temporary', 'removed_from_register')), ADD CHECK (ground IN ('rules_not_complied_with', 'seriously_detrimental')),
  ADD CHECK (starts_at IN ('morning', 'afternoon')), ADD CHECK (openings > 0), ADD CHECK (starts_on >= decided_on),
  ADD CHECK (return_due_on >= starts_on), ADD CHECK ((kind = 'temporary') = (openings IS NOT NULL)),
  ADD CHECK ((kind = 'removed_from_register') = (removed_on IS NOT NULL)), ADD CHECK ((removed_on IS NULL) = (removed_why IS NULL)),
  ADD CHECK ((annulled_at IS NULL) = (annulled_why IS NULL));
CREATE UNIQUE INDEX one_exclusion_for_an_alert ON exclusion (alert_id) WHERE annulled_at IS NULL;
CREATE SEQUENCE exclusion_number START 1;
ALTER TABLE exclusion_step ADD FOREIGN KEY (recorded_by_id) REFERENCES person (id), ADD CHECK (method IN ('oral', 'written')),
  ADD CHECK (kind IN ('told', 'meeting_offered', 'meeting_held', 'meeting_declined', 'written_notice', 'no_appeal_intended', 'appeal_lodged',
    'appeal_confirmed', 'appeal_annulled', 'appeal_modified', 'returned', 'first_day_checked', 'return_reviewed'));
ALTER TABLE exclusion_education ADD FOREIGN KEY (recorded_by_id) REFERENCES person (id);
ALTER TABLE return_plan ADD FOREIGN KEY (made_by_id) REFERENCES person (id);
ALTER TABLE time_out ADD FOREIGN KEY (learner_id) REFERENCES learner (id), ADD FOREIGN KEY (school_id) REFERENCES school (id),
  ADD FOREIGN KEY (alert_id) REFERENCES alert (id), ADD FOREIGN KEY (exclusion_id) REFERENCES exclusion (id),
  ADD FOREIGN KEY (recorded_by_id) REFERENCES person (id),
  ADD CHECK (kind IN ('temporary_exclusion', 'sent_home', 'part_time', 'other_authorised')),
  ADD CHECK (starts_at IN ('morning', 'afternoon')), ADD CHECK (ends_at IN ('morning', 'afternoon')),
  ADD CHECK (ends_on >= starts_on), ADD CHECK ((ends_on IS NULL) = (ends_at IS NULL)),
  ADD CHECK (agreed_openings >= 0 AND agreed_openings < entitled_openings),
  ADD CHECK ((kind = 'part_time') = (agreed_openings IS NOT NULL)), ADD CHECK ((agreed_openings IS NULL) = (entitled_openings IS NULL)),
  ADD CHECK ((withdrawn_at IS NULL) = (withdrawn_why IS NULL));
ALTER TABLE exclusion_rules ADD FOREIGN KEY (authority_id) REFERENCES authority (id), ADD FOREIGN KEY (saved_by_id) REFERENCES person (id),
  ADD CHECK (unit IN ('calendar_days', 'school_days')), ADD CHECK (meeting_days BETWEEN 1 AND 28), ADD CHECK (notice_days BETWEEN 1 AND 28);

-- Seen by the school that excluded, by leads and the Virtual School head teacher, and by a teacher for the own caseload.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['exclusion', 'exclusion_step', 'exclusion_education', 'return_plan', 'time_out'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['exclusion', 'time_out'] LOOP
    EXECUTE format('CREATE POLICY own_learners ON %I USING ((SELECT app.sees_all()) OR school_id = ANY ((SELECT app.my_school_ids())::uuid[])
      OR learner_id = ANY ((SELECT app.my_caseload_ids())::uuid[]))', name);
  END LOOP;
END $$;
CREATE FUNCTION app.my_exclusion_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(e.id), '{}') FROM public.exclusion e $$;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['exclusion_step', 'exclusion_education', 'return_plan'] LOOP
    EXECUTE format('CREATE POLICY with_its_exclusion ON %I USING ((SELECT app.sees_all()) OR exclusion_id = ANY ((SELECT app.my_exclusion_ids())::uuid[]))', name);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE ON exclusion, return_plan, time_out TO virtual_school_web;
GRANT SELECT, INSERT ON exclusion_step, exclusion_education, exclusion_rules TO virtual_school_web;
GRANT USAGE ON SEQUENCE exclusion_number TO virtual_school_web;
