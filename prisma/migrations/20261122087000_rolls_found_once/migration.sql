-- Who asks, where they work and which day it is are found once in these and not once for each row that is looked at:
-- a manager's list took 20 ms of the database, and takes 4; a learner's events as their teacher 20 ms less.
CREATE OR REPLACE FUNCTION app.my_roll_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(DISTINCT e.learner_id), '{}') || app.my_guest_ids() FROM public.school_enrolment e
   WHERE e.school_id = ANY ((SELECT app.my_school_ids())::uuid[])
   AND e.started_on <= (SELECT app.today()) AND (e.ended_on IS NULL OR e.ended_on >= (SELECT app.today())) $$;
CREATE OR REPLACE FUNCTION app.my_owned_alert_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(a.id), '{}') FROM public.alert a
   WHERE a.owner_id = (SELECT app.teacher_id()) OR a.id = ANY ((SELECT app.my_asked_alert_ids())::uuid[]) $$;
CREATE OR REPLACE FUNCTION app.my_alerted_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(DISTINCT a.learner_id), '{}') FROM public.alert a
   WHERE a.id = ANY ((SELECT app.my_owned_alert_ids())::uuid[]) $$;
