-- Somebody of a host school loses what was agreed with them with the learner: by the invitation taken back, or the enrolment over.
CREATE FUNCTION app.my_former_guest_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(DISTINCT i.learner_id), '{}') FROM public.host_invitation i
   WHERE i.person_id = app.person_id() AND i.learner_id <> ALL (app.my_guest_ids()) $$;
ALTER POLICY own_actions ON action USING ((SELECT app.sees_all())
  OR (person_id = (SELECT app.person_id()) AND (learner_id IS NULL OR learner_id <> ALL ((SELECT app.my_former_guest_ids())::uuid[])))
  OR (audience = 'school_and_virtual_school' AND school_id = ANY ((SELECT app.my_school_ids())::uuid[]))
  OR learner_id = ANY ((SELECT app.my_caseload_ids())::uuid[]) OR about_id = ANY ((SELECT app.my_owned_alert_ids())::uuid[]));

-- The owner sees invitations, and which learner an exclusion is of, only while it says whom to tell.
CREATE FUNCTION app.is_telling() RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT coalesce(current_setting('app.telling', true), '') = 'on' $$;
ALTER POLICY telling ON host_invitation USING ((SELECT app.is_telling()));
CREATE POLICY telling ON exclusion FOR SELECT TO CURRENT_USER USING ((SELECT app.is_telling()));

-- Said only to somebody who sees the learner, or an alert about them.
CREATE OR REPLACE FUNCTION app.invited_people(learner uuid, school uuid) RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT coalesce(app.sees_all() OR learner = ANY (app.my_learner_ids() || app.my_alerted_ids()), false) THEN RETURN; END IF;
  SET LOCAL app.telling = 'on';
  RETURN QUERY SELECT i.person_id FROM host_invitation i
    WHERE i.learner_id = invited_people.learner AND i.school_id = invited_people.school AND i.ended_at IS NULL;
  SET LOCAL app.telling = '';
END $$;

-- For the worker, which knows of an exclusion by its id: who of the host school is invited for its learner.
CREATE FUNCTION app.guests_of_exclusion(of_exclusion uuid) RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SET LOCAL app.telling = 'on';
  RETURN QUERY SELECT i.person_id FROM exclusion x JOIN host_invitation i ON i.learner_id = x.learner_id AND i.school_id = x.school_id
    WHERE x.id = of_exclusion AND i.ended_at IS NULL;
  SET LOCAL app.telling = '';
END $$;
REVOKE EXECUTE ON FUNCTION app.guests_of_exclusion(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.guests_of_exclusion(uuid) TO virtual_school_worker;
