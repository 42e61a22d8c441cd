-- A link between brothers and sisters is said on both records, to those alone who may know of the link itself (own_links): the
-- event is about the link. To people and the owner's functions on their behalf; the worker writes its own kinds.
CREATE FUNCTION app.my_link_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT coalesce(array_agg(l.id), '{}') FROM public.learner_link l $$;
CREATE POLICY of_my_links ON event AS RESTRICTIVE TO virtual_school_web, CURRENT_USER
  USING (about_kind <> 'learner_link' OR (SELECT app.sees_all()) OR about_id = ANY ((SELECT app.my_link_ids())::uuid[]));
