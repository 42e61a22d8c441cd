-- Whatever is typed has to fit: an SCN beside a name does not open the record of somebody else.
CREATE OR REPLACE FUNCTION app.find_exactly(typed_scn text, given text, family text, born date) RETURNS uuid
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found uuid[];
BEGIN
  IF app.teacher_id() IS NULL OR (typed_scn IS NULL AND num_nonnulls(given, family, born) < 3) THEN RETURN NULL; END IF;
  SET LOCAL app.finding = 'on';
  found := ARRAY(SELECT l.id FROM learner l WHERE (l.scn = typed_scn OR (typed_scn IS NULL AND l.date_of_birth = born))
    AND (born IS NULL OR l.date_of_birth = born) AND (family IS NULL OR lower(l.family_name) = lower(family))
    AND (given IS NULL OR lower(given) IN (lower(l.given_name), lower(l.known_as))) LIMIT 2);
  SET LOCAL app.finding = '';
  RETURN CASE WHEN cardinality(found) = 1 THEN found[1] END;
END $$;

-- What is closed stays closed, whoever asks: for another 24 hours there is another reason.
CREATE FUNCTION app.refuse_reopening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'An opened record that is closed stays closed';
END $$;
CREATE TRIGGER stays_closed BEFORE UPDATE ON opened_record FOR EACH ROW
  WHEN (OLD.ended_at IS NOT NULL AND NEW.ended_at IS DISTINCT FROM OLD.ended_at) EXECUTE FUNCTION app.refuse_reopening();

-- A teacher who is taken off a learner loses what they had opened of that learner before. Leads do not read the list of opened
-- records, so this is a function of the owner; it gives how many it closed.
CREATE POLICY off_the_caseload ON opened_record TO CURRENT_USER USING ((SELECT app.sees_all()));
CREATE FUNCTION app.close_openings(learner uuid, teacher uuid, at timestamptz) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE closed integer;
BEGIN
  IF NOT app.sees_all() THEN RETURN 0; END IF;
  UPDATE opened_record SET ended_at = close_openings.at, ended_by_id = app.person_id()
    WHERE learner_id = close_openings.learner AND person_id = close_openings.teacher AND ended_at IS NULL AND until_at > app.now();
  GET DIAGNOSTICS closed = ROW_COUNT;
  RETURN closed;
END $$;
REVOKE EXECUTE ON FUNCTION app.close_openings(uuid, uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.close_openings(uuid, uuid, timestamptz) TO virtual_school_web;
