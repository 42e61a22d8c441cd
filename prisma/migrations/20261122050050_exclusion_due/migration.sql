-- What is owed after exclusions, for the worker that reminds: ids and days, no narrative.
-- CreateTable
CREATE TABLE "exclusion_due" (
    "exclusion_id" UUID NOT NULL,
    "duty" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "school_id" UUID NOT NULL,
    "coordinator_id" UUID,
    "due_on" DATE NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "reminded_at" TIMESTAMPTZ(3),
    "overdue_told_at" TIMESTAMPTZ(3),

    CONSTRAINT "exclusion_due_pkey" PRIMARY KEY ("exclusion_id","duty")
);

-- CreateIndex
CREATE INDEX "exclusion_due_due_on_idx" ON "exclusion_due"("due_on");

ALTER TABLE exclusion_due ADD FOREIGN KEY (exclusion_id) REFERENCES exclusion (id), ADD FOREIGN KEY (school_id) REFERENCES school (id),
  ADD FOREIGN KEY (coordinator_id) REFERENCES person (id),
  ADD CHECK (duty IN ('tell', 'offer_meeting', 'hold_meeting', 'written_notice', 'education', 'plan_return', 'check_first_day', 'review_return'));
ALTER TABLE exclusion_due ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_school ON exclusion_due USING ((SELECT app.sees_all()) OR school_id = ANY ((SELECT app.my_school_ids())::uuid[]));
CREATE POLICY every_clock ON exclusion_due TO virtual_school_worker USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON exclusion_due TO virtual_school_web;
GRANT SELECT, UPDATE (reminded_at, overdue_told_at) ON exclusion_due TO virtual_school_worker;
