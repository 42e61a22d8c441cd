-- De-identified samples of closed alerts for the quality group: what leaves, and apart from it whose it is.
-- CreateTable
CREATE TABLE "quality_sample" (
    "id" UUID NOT NULL,
    "seed" TEXT NOT NULL,
    "school_year" INTEGER NOT NULL,
    "drawn_from" INTEGER NOT NULL,
    "made_by_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "released_by_id" UUID,
    "released_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_why" TEXT,

    CONSTRAINT "quality_sample_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quality_case" (
    "id" UUID NOT NULL,
    "sample_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "sector" TEXT,
    "triggers" TEXT[],
    "used" TEXT[],
    "not_used" TEXT[],
    "outcome" TEXT NOT NULL,
    "led_to_it" TEXT,
    "came_of_it" TEXT,
    "child_words" TEXT,

    CONSTRAINT "quality_case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quality_source" (
    "case_id" UUID NOT NULL,
    "sample_id" UUID NOT NULL,
    "alert_id" UUID NOT NULL,
    "alike" INTEGER NOT NULL,
    "permission_asked_by" TEXT,
    "permission_asked_on" DATE,
    "review" TEXT,
    "reviewed_by_id" UUID,
    "reviewed_at" TIMESTAMPTZ(3),
    "sent_back_why" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "quality_source_pkey" PRIMARY KEY ("case_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "quality_case_sample_id_position_key" ON "quality_case"("sample_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "quality_source_alert_id_key" ON "quality_source"("alert_id");

-- CreateIndex
CREATE INDEX "quality_source_sample_id_idx" ON "quality_source"("sample_id");

-- AddForeignKey
ALTER TABLE "quality_case" ADD CONSTRAINT "quality_case_sample_id_fkey" FOREIGN KEY ("sample_id") REFERENCES "quality_sample"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quality_source" ADD CONSTRAINT "quality_source_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "quality_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quality_source" ADD CONSTRAINT "quality_source_sample_id_fkey" FOREIGN KEY ("sample_id") REFERENCES "quality_sample"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Links between rooms, and what a row may hold.
ALTER TABLE quality_sample ADD FOREIGN KEY (made_by_id) REFERENCES person (id), ADD FOREIGN KEY (released_by_id) REFERENCES person (id),
  ADD CHECK (drawn_from > 0), ADD CHECK ((released_at IS NULL) = (released_by_id IS NULL)),
  ADD CHECK ((withdrawn_at IS NULL) = (withdrawn_why IS NULL));
ALTER TABLE quality_case ADD CHECK (position > 0), ADD CHECK (sector IN ('primary', 'secondary')),
  ADD CHECK (outcome IN ('too_late', 'went_ahead', 'displaced', 'prevented_sustained', 'prevented'));
ALTER TABLE quality_source ADD FOREIGN KEY (alert_id) REFERENCES alert (id), ADD FOREIGN KEY (reviewed_by_id) REFERENCES person (id),
  ADD CHECK (alike > 0), ADD CHECK (review IN ('fit', 'sent_back')), ADD CHECK ((review IS NOT DISTINCT FROM 'sent_back') = (sent_back_why IS NOT NULL)),
  ADD CHECK ((review IS NULL) = (reviewed_by_id IS NULL)), ADD CHECK ((review IS NULL) = (reviewed_at IS NULL)),
  ADD CHECK ((permission_asked_by IS NULL) = (permission_asked_on IS NULL));

-- Samples I may see: all of them for leads and the Virtual School head teacher, what was released for whoever answers for data protection.
CREATE FUNCTION app.my_sample_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(s.id), '{}') FROM public.quality_sample s $$;
CREATE FUNCTION app.open_sample_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(s.id), '{}') FROM public.quality_sample s WHERE s.released_at IS NULL AND s.withdrawn_at IS NULL $$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['quality_sample', 'quality_case', 'quality_source'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY leads ON %I USING ((SELECT app.sees_all()))', name);
  END LOOP;
  -- What was released is what it was.
  FOREACH name IN ARRAY ARRAY['quality_case', 'quality_source'] LOOP
    EXECUTE format('CREATE POLICY open_added ON %I AS RESTRICTIVE FOR INSERT WITH CHECK (sample_id = ANY ((SELECT app.open_sample_ids())::uuid[]))', name);
    EXECUTE format('CREATE POLICY open_changed ON %I AS RESTRICTIVE FOR UPDATE USING (sample_id = ANY ((SELECT app.open_sample_ids())::uuid[]))', name);
    EXECUTE format('CREATE POLICY open_removed ON %I AS RESTRICTIVE FOR DELETE USING (sample_id = ANY ((SELECT app.open_sample_ids())::uuid[]))', name);
  END LOOP;
END $$;
CREATE POLICY released ON quality_sample FOR SELECT USING (released_at IS NOT NULL AND withdrawn_at IS NULL
  AND (SELECT app.holds(ARRAY['information_governance'])));
CREATE POLICY released ON quality_case FOR SELECT USING (sample_id = ANY ((SELECT app.my_sample_ids())::uuid[]));

GRANT SELECT, INSERT, UPDATE (released_by_id, released_at, withdrawn_at, withdrawn_why) ON quality_sample TO virtual_school_web;
GRANT SELECT, INSERT, DELETE, UPDATE (sector, triggers, used, not_used, led_to_it, came_of_it, child_words) ON quality_case TO virtual_school_web;
GRANT SELECT, INSERT, DELETE, UPDATE (permission_asked_by, permission_asked_on, review, reviewed_by_id, reviewed_at, sent_back_why, version)
  ON quality_source TO virtual_school_web;
