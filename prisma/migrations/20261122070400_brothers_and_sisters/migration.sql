-- Brothers and sisters, also across schools: one row for a pair.
-- CreateTable
CREATE TABLE "learner_link" (
    "id" UUID NOT NULL,
    "lower_id" UUID NOT NULL,
    "higher_id" UUID NOT NULL,
    "is_kept_apart" BOOLEAN NOT NULL,
    "linked_by_id" UUID NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL,
    "unlinked_by_id" UUID,
    "unlinked_at" TIMESTAMPTZ(3),

    CONSTRAINT "learner_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "learner_link_lower_id_idx" ON "learner_link"("lower_id");

-- CreateIndex
CREATE INDEX "learner_link_higher_id_idx" ON "learner_link"("higher_id");

ALTER TABLE learner_link ADD FOREIGN KEY (lower_id) REFERENCES learner (id), ADD FOREIGN KEY (higher_id) REFERENCES learner (id),
  ADD FOREIGN KEY (linked_by_id) REFERENCES person (id), ADD FOREIGN KEY (unlinked_by_id) REFERENCES person (id),
  ADD CHECK (lower_id < higher_id), ADD CHECK ((unlinked_by_id IS NULL) = (unlinked_at IS NULL));
CREATE UNIQUE INDEX learner_link_one_standing ON learner_link (lower_id, higher_id) WHERE unlinked_at IS NULL;

-- A Virtual School teacher knows that there is somebody; who it is only with both on the caseload. A school learns of a link between
-- two of its own learners and of no other: that there is a brother or sister elsewhere is not its to know.
ALTER TABLE learner_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE learner_link FORCE ROW LEVEL SECURITY;
CREATE POLICY own_links ON learner_link USING ((SELECT app.sees_all()) OR (NOT is_kept_apart AND (
  lower_id = ANY ((SELECT app.my_open_caseload_ids())::uuid[]) OR higher_id = ANY ((SELECT app.my_open_caseload_ids())::uuid[])
  OR (lower_id = ANY ((SELECT app.my_roll_ids())::uuid[]) AND higher_id = ANY ((SELECT app.my_roll_ids())::uuid[])))));
GRANT SELECT, INSERT, UPDATE (is_kept_apart, unlinked_by_id, unlinked_at) ON learner_link TO virtual_school_web;
