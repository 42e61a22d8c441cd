-- What was considered before excluding: one answer to one point of the checklist each. The points are the code list considered_point.
-- CreateTable
CREATE TABLE "considered_answer" (
    "id" UUID NOT NULL,
    "alert_id" UUID,
    "exclusion_id" UUID,
    "point" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "is_considered" BOOLEAN NOT NULL,
    "comment" TEXT,
    "evidence" TEXT,
    "answered_by_id" UUID NOT NULL,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "considered_answer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "considered_answer_alert_id_idx" ON "considered_answer"("alert_id");

-- CreateIndex
CREATE INDEX "considered_answer_exclusion_id_idx" ON "considered_answer"("exclusion_id");

-- Links between rooms, and what a row may hold.
ALTER TABLE considered_answer ADD FOREIGN KEY (alert_id) REFERENCES alert (id), ADD FOREIGN KEY (exclusion_id) REFERENCES exclusion (id),
  ADD FOREIGN KEY (answered_by_id) REFERENCES person (id), ADD CHECK (num_nonnulls(alert_id, exclusion_id) = 1), ADD CHECK (version > 0);

-- Seen by whoever sees the alert or the exclusion.
ALTER TABLE considered_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE considered_answer FORCE ROW LEVEL SECURITY;
CREATE POLICY with_its_record ON considered_answer USING ((SELECT app.sees_all()) OR alert_id = ANY ((SELECT app.my_alert_ids())::uuid[])
  OR exclusion_id = ANY ((SELECT app.my_exclusion_ids())::uuid[]));

-- Answers are added, never changed.
GRANT SELECT, INSERT ON considered_answer TO virtual_school_web;
