-- A fact can turn out to be recorded by mistake, and a part-time timetable becomes one on the day after its review was due.
-- AlterTable
ALTER TABLE "alert_fact" ADD COLUMN     "counts_from" DATE,
ADD COLUMN     "withdrawn_at" TIMESTAMPTZ(3);

-- What was found out is never changed; only from when it counts, and that it was withdrawn.
GRANT UPDATE (counts_from, withdrawn_at) ON alert_fact TO virtual_school_web;
