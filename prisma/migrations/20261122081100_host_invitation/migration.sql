-- A host school in another authority: one named person, one learner, while the learner is on the roll there.
-- CreateTable
CREATE TABLE "host_invitation" (
    "id" UUID NOT NULL,
    "learner_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "invited_by_id" UUID NOT NULL,
    "invited_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_by_id" UUID,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "host_invitation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "host_invitation_learner_id_idx" ON "host_invitation"("learner_id");

-- CreateIndex
CREATE INDEX "host_invitation_person_id_idx" ON "host_invitation"("person_id");

ALTER TABLE host_invitation ADD FOREIGN KEY (learner_id) REFERENCES learner (id), ADD FOREIGN KEY (person_id) REFERENCES person (id),
  ADD FOREIGN KEY (school_id) REFERENCES school (id), ADD FOREIGN KEY (invited_by_id) REFERENCES person (id),
  ADD FOREIGN KEY (ended_by_id) REFERENCES person (id), ADD CHECK ((ended_at IS NULL) = (ended_by_id IS NULL));
CREATE UNIQUE INDEX host_invitation_one_open ON host_invitation (learner_id, person_id, school_id) WHERE ended_at IS NULL;
ALTER TABLE host_invitation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY coordinators ON host_invitation USING ((SELECT app.sees_all()));
CREATE POLICY own_invitation ON host_invitation FOR SELECT USING (person_id = (SELECT app.person_id()));
GRANT SELECT, INSERT, UPDATE (ended_at, ended_by_id) ON host_invitation TO virtual_school_web;

-- A role at a school shows its roll only in our own authority. Elsewhere it shows those its holder was invited for.
CREATE OR REPLACE FUNCTION app.my_school_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(DISTINCT m.school_id), '{}') FROM public.membership m
   JOIN public.school s ON s.id = m.school_id JOIN public.authority a ON a.id = s.authority_id AND a.is_home
   WHERE m.person_id = app.person_id() AND m.role IN ('designated_manager', 'head_teacher')
   AND m.valid_from <= app.today() AND (m.valid_to IS NULL OR m.valid_to >= app.today()) $$;
CREATE FUNCTION app.my_guest_school_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(DISTINCT m.school_id), '{}') FROM public.membership m
   JOIN public.school s ON s.id = m.school_id JOIN public.authority a ON a.id = s.authority_id AND NOT a.is_home
   WHERE m.person_id = app.person_id() AND m.role IN ('designated_manager', 'head_teacher')
   AND m.valid_from <= app.today() AND (m.valid_to IS NULL OR m.valid_to >= app.today()) $$;
CREATE FUNCTION app.my_invited_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(DISTINCT i.learner_id), '{}') FROM public.host_invitation i
   WHERE i.person_id = app.person_id() AND i.ended_at IS NULL AND i.school_id = ANY (app.my_guest_school_ids()) $$;

-- The guest's window on enrolments: the ones they were invited for, today. It closes with the enrolment.
CREATE POLICY shared_with_me ON school_enrolment FOR SELECT USING (school_id = ANY ((SELECT app.my_guest_school_ids())::uuid[])
  AND learner_id = ANY ((SELECT app.my_invited_ids())::uuid[])
  AND started_on <= (SELECT app.today()) AND (ended_on IS NULL OR ended_on >= (SELECT app.today())));
CREATE FUNCTION app.my_guest_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(DISTINCT e.learner_id), '{}') FROM public.school_enrolment e
   JOIN public.host_invitation i ON i.learner_id = e.learner_id AND i.school_id = e.school_id
   WHERE i.person_id = app.person_id() AND i.ended_at IS NULL AND i.school_id = ANY (app.my_guest_school_ids())
   AND e.started_on <= app.today() AND (e.ended_on IS NULL OR e.ended_on >= app.today()) $$;

-- Learners on the roll of my schools now, and those I was invited for.
CREATE OR REPLACE FUNCTION app.my_roll_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(DISTINCT e.learner_id), '{}') || app.my_guest_ids() FROM public.school_enrolment e
   WHERE e.school_id = ANY (app.my_school_ids()) AND e.started_on <= app.today() AND (e.ended_on IS NULL OR e.ended_on >= app.today()) $$;

-- Of these learners a guest sees what happened at their own school.
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['alert', 'exclusion', 'time_out'] LOOP
    EXECUTE format('CREATE POLICY shared_with_me ON %I USING (school_id = ANY ((SELECT app.my_guest_school_ids())::uuid[])
      AND learner_id = ANY ((SELECT app.my_guest_ids())::uuid[]))', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['event', 'action'] LOOP
    EXECUTE format('CREATE POLICY shared_with_me ON %I TO virtual_school_web USING (audience = ''school_and_virtual_school''
      AND school_id = ANY ((SELECT app.my_guest_school_ids())::uuid[]) AND learner_id = ANY ((SELECT app.my_guest_ids())::uuid[]))', name);
  END LOOP;
END $$;
CREATE POLICY shared_with_me ON exclusion_due TO virtual_school_web USING (school_id = ANY ((SELECT app.my_guest_school_ids())::uuid[])
  AND exclusion_id = ANY ((SELECT app.my_exclusion_ids())::uuid[]));
