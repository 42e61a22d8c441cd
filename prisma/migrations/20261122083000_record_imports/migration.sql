-- Files of an authority's own systems on their way into the record.
-- CreateTable
CREATE TABLE "record_import" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "about_learners" BOOLEAN NOT NULL,
    "authority_id" UUID NOT NULL,
    "file_digest" TEXT NOT NULL,
    "headings" TEXT[],
    "mapping" JSONB,
    "state" TEXT NOT NULL,
    "rows" INTEGER NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "started_by_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "record_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "record_import_row" (
    "import_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "cells" TEXT[],
    "fate" TEXT,
    "problem" TEXT,
    "applied_at" TIMESTAMPTZ(3),
    "started_by_id" UUID NOT NULL,
    "about_learners" BOOLEAN NOT NULL,

    CONSTRAINT "record_import_row_pkey" PRIMARY KEY ("import_id","position")
);

-- CreateIndex
CREATE INDEX "record_import_started_by_id_started_at_idx" ON "record_import"("started_by_id", "started_at");

-- CreateIndex
CREATE INDEX "record_import_kind_authority_id_started_at_idx" ON "record_import"("kind", "authority_id", "started_at");

-- CreateIndex
CREATE INDEX "record_import_row_import_id_fate_idx" ON "record_import_row"("import_id", "fate");

-- AddForeignKey
ALTER TABLE "record_import_row" ADD CONSTRAINT "record_import_row_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "record_import"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Links between rooms, and what a row may hold.
ALTER TABLE record_import ADD FOREIGN KEY (authority_id) REFERENCES authority (id), ADD FOREIGN KEY (started_by_id) REFERENCES person (id),
  ADD CHECK (state IN ('read', 'mapped', 'applying', 'applied', 'stopped')), ADD CHECK ((state = 'read') = (mapping IS NULL)),
  ADD CHECK (done BETWEEN 0 AND rows), ADD CHECK ((state = 'applied') = (applied_at IS NOT NULL)),
  ADD CHECK (about_learners = (kind NOT IN ('schools', 'staff')));
ALTER TABLE record_import_row ADD CHECK (fate IN ('new', 'changed', 'unchanged', 'refused')),
  ADD CHECK (applied_at IS NULL OR cardinality(cells) = 0);

-- For whoever brought it, as long as they hold a role that sees such content: files about learners those who see every
-- learner, files about schools and staff administrators, who see no learner.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['record_import', 'record_import_row'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_imports ON %I TO virtual_school_web USING (started_by_id = (SELECT app.person_id())
      AND ((about_learners AND (SELECT app.sees_all())) OR (NOT about_learners AND (SELECT app.holds(ARRAY[''administrator''])))))', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON record_import, record_import_row TO virtual_school_web;

-- The worker learns which imports wait to be applied and on whose behalf, and applies them as that person. One whose person
-- may not any more is stopped.
-- A row has to be seen after its change too.
CREATE POLICY waiting_imports ON record_import TO CURRENT_USER USING (state IN ('applying', 'stopped'));
CREATE FUNCTION app.imports_to_apply() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT id FROM record_import WHERE state = 'applying' ORDER BY started_at, id $$;
CREATE FUNCTION app.person_of_import(import uuid) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT started_by_id FROM record_import WHERE id = import AND state = 'applying' $$;
CREATE FUNCTION app.stop_import(import uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE record_import SET state = 'stopped' WHERE id = import AND state = 'applying';
  RETURN FOUND;
END $$;

-- A file that nobody came back to, or that was stopped: what it said of children is not kept. One that was saved in part
-- keeps the answers given.
CREATE POLICY stale_imports ON record_import TO CURRENT_USER USING (started_at < app.today() - 30);
CREATE POLICY stale_imports ON record_import_row TO CURRENT_USER
  USING (import_id IN (SELECT id FROM record_import WHERE state <> 'applied' AND started_at < app.today() - 30));
CREATE FUNCTION app.erase_stale_record_imports() RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE stale uuid[] := ARRAY(SELECT id FROM record_import WHERE state <> 'applied' AND started_at < app.today() - 30 FOR UPDATE);
DECLARE erased integer;
BEGIN
  DELETE FROM record_import_row WHERE import_id = ANY (stale) AND applied_at IS NULL;
  GET DIAGNOSTICS erased = ROW_COUNT;
  DELETE FROM record_import i WHERE i.id = ANY (stale) AND i.done = 0;
  UPDATE record_import SET state = 'applied', applied_at = now() WHERE id = ANY (stale);
  RETURN erased;
END $$;
REVOKE EXECUTE ON FUNCTION app.imports_to_apply(), app.person_of_import(uuid), app.stop_import(uuid), app.erase_stale_record_imports() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.imports_to_apply(), app.person_of_import(uuid), app.stop_import(uuid), app.erase_stale_record_imports() TO virtual_school_worker;
