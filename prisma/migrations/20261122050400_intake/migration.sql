-- Files of an authority's own system on their way in, and what that system holds of time out of school.
-- CreateTable
CREATE TABLE "import" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "authority_id" UUID NOT NULL,
    "file_digest" TEXT NOT NULL,
    "headings" TEXT[],
    "mapping" JSONB,
    "state" TEXT NOT NULL,
    "from_day" DATE,
    "until_day" DATE,
    "started_by_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_row" (
    "import_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "cells" TEXT[],
    "fate" TEXT,
    "problem" TEXT,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_row_pkey" PRIMARY KEY ("import_id","position")
);

-- CreateTable
CREATE TABLE "recorded_exclusion" (
    "id" UUID NOT NULL,
    "authority_id" UUID NOT NULL,
    "learner_id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "starts_at" TEXT NOT NULL DEFAULT '',
    "ends_on" DATE,
    "openings" INTEGER,
    "code" TEXT,
    "row_digest" TEXT NOT NULL,
    "import_id" UUID NOT NULL,

    CONSTRAINT "recorded_exclusion_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "import_kind_authority_id_started_at_idx" ON "import"("kind", "authority_id", "started_at");

-- CreateIndex
CREATE INDEX "import_row_import_id_fate_idx" ON "import_row"("import_id", "fate");

-- CreateIndex
CREATE UNIQUE INDEX "recorded_exclusion_row_digest_key" ON "recorded_exclusion"("row_digest");

-- CreateIndex
CREATE INDEX "recorded_exclusion_authority_id_starts_on_idx" ON "recorded_exclusion"("authority_id", "starts_on");

-- CreateIndex
CREATE UNIQUE INDEX "recorded_exclusion_learner_id_kind_starts_on_starts_at_key" ON "recorded_exclusion"("learner_id", "kind", "starts_on", "starts_at");

-- Links between rooms, and what a row may hold.
ALTER TABLE import ADD FOREIGN KEY (authority_id) REFERENCES authority (id), ADD FOREIGN KEY (started_by_id) REFERENCES person (id),
  ADD CHECK (kind IN ('exclusions')), ADD CHECK (state IN ('read', 'mapped', 'applying', 'applied')),
  ADD CHECK ((state = 'read') = (mapping IS NULL)), ADD CHECK ((state = 'applied') = (applied_at IS NOT NULL)),
  ADD CHECK (until_day >= from_day);
ALTER TABLE import_row ADD FOREIGN KEY (import_id) REFERENCES import (id),
  ADD CHECK (fate IN ('new', 'changed', 'unchanged', 'refused')), ADD CHECK (applied_at IS NULL OR cardinality(cells) = 0);
ALTER TABLE recorded_exclusion ADD FOREIGN KEY (authority_id) REFERENCES authority (id), ADD FOREIGN KEY (learner_id) REFERENCES learner (id),
  ADD FOREIGN KEY (school_id) REFERENCES school (id), ADD FOREIGN KEY (import_id) REFERENCES import (id),
  ADD CHECK (kind IN ('exclusion', 'absence')), ADD CHECK (starts_at IN ('', 'morning', 'afternoon')),
  ADD CHECK (ends_on >= starts_on), ADD CHECK (openings > 0);

-- For leads and the Virtual School head teacher alone: a file holds rows of every school.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['import', 'import_row', 'recorded_exclusion'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY leads ON %I USING ((SELECT app.sees_all()))', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON import, import_row, recorded_exclusion TO virtual_school_web;
