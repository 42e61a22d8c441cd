-- Nobody puts themselves on a caseload, but with an alert that they coordinate or are asked to take over.
CREATE FUNCTION app.my_alerted_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(DISTINCT a.learner_id), '{}') FROM public.alert a WHERE a.id = ANY (app.my_owned_alert_ids()) $$;
CREATE POLICY given_by_others ON caseload AS RESTRICTIVE FOR INSERT
  WITH CHECK ((SELECT app.sees_all()) OR learner_id = ANY ((SELECT app.my_alerted_ids())::uuid[]));
CREATE POLICY changed_by_others ON caseload AS RESTRICTIVE FOR UPDATE USING ((SELECT app.sees_all()));
