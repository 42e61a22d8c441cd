-- What schools record of a learner, imported: attendance by opening, levels and awards, destinations after school.
-- CreateTable
CREATE TABLE "learner_attendance" (
    "learner_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "half" TEXT NOT NULL,
    "was_present" BOOLEAN NOT NULL,
    "code" TEXT,

    CONSTRAINT "learner_attendance_pkey" PRIMARY KEY ("learner_id","day","half")
);

-- CreateTable
CREATE TABLE "learner_attainment" (
    "learner_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "achieved_on" DATE NOT NULL,
    "level" TEXT NOT NULL,

    CONSTRAINT "learner_attainment_pkey" PRIMARY KEY ("learner_id","subject","achieved_on")
);

-- CreateTable
CREATE TABLE "learner_destination" (
    "learner_id" UUID NOT NULL,
    "survey" TEXT NOT NULL,
    "counted_on" DATE NOT NULL,
    "destination" TEXT NOT NULL,

    CONSTRAINT "learner_destination_pkey" PRIMARY KEY ("learner_id","survey")
);

-- AddForeignKey
ALTER TABLE "learner_attendance" ADD CONSTRAINT "learner_attendance_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "learner_attainment" ADD CONSTRAINT "learner_attainment_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "learner_destination" ADD CONSTRAINT "learner_destination_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a row may hold.
ALTER TABLE learner_attendance ADD CHECK (half IN ('morning', 'afternoon'));
ALTER TABLE learner_destination ADD CHECK (survey IN ('initial', 'follow_up'));

-- Seen by whoever sees the learner; written by those who see every learner.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['learner_attendance', 'learner_attainment', 'learner_destination'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_learners ON %I USING ((SELECT app.sees_all())
      OR learner_id = ANY ((SELECT app.my_roll_ids())::uuid[]) OR learner_id = ANY ((SELECT app.my_caseload_ids())::uuid[]))', name);
    EXECUTE format('CREATE POLICY written_by_virtual_school ON %I AS RESTRICTIVE FOR INSERT TO virtual_school_web WITH CHECK ((SELECT app.sees_all()))', name);
    EXECUTE format('CREATE POLICY changed_by_virtual_school ON %I AS RESTRICTIVE FOR UPDATE TO virtual_school_web USING ((SELECT app.sees_all()))', name);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON learner_attendance, learner_attainment, learner_destination TO virtual_school_web;
