-- Who verified a care period; scopes beside care experience: unaccompanied, interrupted, edge of care.
-- AlterTable
ALTER TABLE "care_period" ADD COLUMN     "verified_by_id" UUID,
ADD COLUMN     "verified_on" DATE,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "learner_scope" (
    "id" UUID NOT NULL,
    "learner_id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "started_on" DATE NOT NULL,
    "ended_on" DATE,
    "home_authority_id" UUID NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "learner_scope_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "learner_scope_learner_id_idx" ON "learner_scope"("learner_id");

-- AddForeignKey
ALTER TABLE "learner_scope" ADD CONSTRAINT "learner_scope_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Links between rooms, and what a row may hold.
ALTER TABLE care_period ADD FOREIGN KEY (verified_by_id) REFERENCES person (id),
  ADD CHECK ((verified_by_id IS NULL) = (verified_on IS NULL));
ALTER TABLE learner_scope ADD FOREIGN KEY (home_authority_id) REFERENCES authority (id),
  ADD CHECK (scope IN ('unaccompanied', 'interrupted', 'edge_of_care')), ADD CHECK (ended_on IS NULL OR ended_on >= started_on);
CREATE UNIQUE INDEX learner_scope_one_open ON learner_scope (learner_id, scope) WHERE ended_on IS NULL;

-- The edge of care is no care experience: what was kept as a care period becomes a scope. The policy is lifted for the owner
-- meanwhile: a forced one would show no row, and nothing would be moved.
ALTER TABLE care_period NO FORCE ROW LEVEL SECURITY;
DO $$
DECLARE moved integer;
DECLARE removed integer;
BEGIN
  INSERT INTO learner_scope (id, learner_id, scope, started_on, ended_on, home_authority_id, source)
    SELECT id, learner_id, 'edge_of_care', started_on, ended_on, home_authority_id, source FROM care_period WHERE category = 'edge_of_care';
  GET DIAGNOSTICS moved = ROW_COUNT;
  DELETE FROM care_period WHERE category = 'edge_of_care';
  GET DIAGNOSTICS removed = ROW_COUNT;
  IF moved <> removed THEN RAISE EXCEPTION '% edges of care were copied, % removed', moved, removed; END IF;
END $$;
ALTER TABLE care_period FORCE ROW LEVEL SECURITY;

-- Why a learner is known is for the Virtual School, like care experience itself.
ALTER TABLE learner_scope ENABLE ROW LEVEL SECURITY;
ALTER TABLE learner_scope FORCE ROW LEVEL SECURITY;
CREATE POLICY virtual_school ON learner_scope USING ((SELECT app.sees_all()) OR learner_id = ANY ((SELECT app.my_caseload_ids())::uuid[]));
GRANT SELECT, INSERT, UPDATE ON learner_scope TO virtual_school_web;
