-- Whom to tell at a school of another authority: those invited for the learner, and nobody else there. A guest sees only their own
-- invitation, so this is a function of the owner; it gives ids of people who work there.
CREATE POLICY telling ON host_invitation FOR SELECT TO CURRENT_USER USING ((SELECT app.is_relating()));
CREATE FUNCTION app.invited_people(learner uuid, school uuid) RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SET LOCAL app.relating = 'on';
  RETURN QUERY SELECT i.person_id FROM host_invitation i
    WHERE i.learner_id = invited_people.learner AND i.school_id = invited_people.school AND i.ended_at IS NULL;
  SET LOCAL app.relating = '';
END $$;
REVOKE EXECUTE ON FUNCTION app.invited_people(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.invited_people(uuid, uuid) TO virtual_school_web;
