-- Merging two records of one learner, and undoing it: by the owner, because events, facts and the like are insert-only for people.

-- For each table that holds a learner, with a row (m) of learner $1 and the learner $2 it may go to: whose it is, its key without the
-- learner, whether it cannot go, and what going is.
CREATE FUNCTION app.learner_sql() RETURNS TABLE (name text, is_theirs text, row_key text, stays text, going text) LANGUAGE sql IMMUTABLE AS $$
  SELECT t.name,
    CASE WHEN t.is_pair THEN '$1 IN (m.lower_id, m.higher_id)' ELSE 'm.learner_id = $1' END,
    format('jsonb_build_object(%s)::text', concat_ws(', ', CASE WHEN t.is_pair AND t.keys = '{}' THEN '''other'', ' || other END,
      (SELECT string_agg(format('%L, m.%I', key, key), ', ') FROM unnest(t.keys) AS key))),
    CASE WHEN t.clash IS NULL THEN 'false'
      -- Nobody is linked with themselves, or with a record set aside.
      WHEN t.is_pair THEN format('%s = $2 OR %s = ANY (app.set_aside_ids()) OR EXISTS (SELECT FROM public.%I k
        WHERE k.lower_id = least($2, %s) AND k.higher_id = greatest($2, %s) AND %s)', other, other, t.name, other, other, t.clash)
      ELSE format('EXISTS (SELECT FROM public.%I k WHERE k.learner_id = $2 AND %s)', t.name, t.clash) END,
    CASE WHEN t.is_pair THEN format('lower_id = least($2, %s), higher_id = greatest($2, %s)', other, other) ELSE 'learner_id = $2' END
  FROM app.learner_tables() t, (VALUES ('CASE WHEN m.lower_id = $1 THEN m.higher_id ELSE m.lower_id END')) AS pair (other)
$$;

-- The rows of a learner, and which of them cannot go to another one. Policies decide what whoever asks is shown.
CREATE FUNCTION app.learner_rows(learner uuid, place uuid) RETURNS TABLE (table_name text, row_key text, stays boolean, content jsonb)
LANGUAGE plpgsql STABLE AS $$
DECLARE each record;
BEGIN
  FOR each IN SELECT * FROM app.learner_sql() LOOP
    RETURN QUERY EXECUTE format('SELECT %L, %s, %s, to_jsonb(m) FROM public.%I m WHERE %s',
      each.name, each.row_key, each.stays, each.name, each.is_theirs) USING learner, place;
  END LOOP;
END $$;

-- Rows of a merge with this fate go from one learner to the other.
CREATE FUNCTION app.move_rows(merge uuid, fate text, learner uuid, place uuid) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  each record;
  moved integer;
  total integer := 0;
BEGIN
  FOR each IN SELECT * FROM app.learner_sql() LOOP
    EXECUTE format('UPDATE public.%I m SET %s WHERE %s AND %s IN (SELECT j.row_key FROM public.learner_merge_row j
      WHERE j.merge_id = $3 AND j.table_name = $4 AND coalesce(j.undone, j.fate) = $5)', each.name, each.going, each.is_theirs, each.row_key)
      USING learner, place, merge, each.name, fate;
    GET DIAGNOSTICS moved = ROW_COUNT;
    total := total + moved;
  END LOOP;
  RETURN total;
END $$;

-- Columns of the record itself of which somebody chooses the one value or the other.
CREATE FUNCTION app.chosen_columns() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
  SELECT ARRAY['given_name', 'family_name', 'known_as', 'name_as_said', 'pronunciation', 'pronouns', 'sex', 'date_of_birth',
    'date_of_birth_basis', 'stage', 'scn', 'scn_to_check']
$$;
CREATE FUNCTION app.write_learner(learner uuid, fields jsonb) RETURNS void LANGUAGE sql AS $$
  UPDATE public.learner l SET given_name = n.given_name, family_name = n.family_name, known_as = n.known_as, name_as_said = n.name_as_said,
    pronunciation = n.pronunciation, pronouns = n.pronouns, sex = n.sex, date_of_birth = n.date_of_birth,
    date_of_birth_basis = n.date_of_birth_basis, stage = n.stage, scn = n.scn, scn_to_check = n.scn_to_check, version = l.version + 1
  FROM public.learner o, jsonb_populate_record(o, fields) n WHERE l.id = write_learner.learner AND o.id = l.id
$$;

-- Keys of a search: those of the own names, and of the names of records merged into this one. Where there was an adoption, the
-- latter may be names from before it, for those alone who see every learner.
CREATE FUNCTION app.keys_of(names text[], numbers text[]) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
  SELECT key FROM unnest(names) AS name, unnest(app.name_keys(name)) AS key WHERE name IS NOT NULL
  UNION SELECT '#' || number FROM unnest(numbers) AS number WHERE number IS NOT NULL
$$;
CREATE FUNCTION app.write_search_keys(learner uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM public.learner_search_key k WHERE k.learner_id = write_search_keys.learner;
  IF app.has_set_aside(ARRAY[learner]) THEN RETURN; END IF;
  INSERT INTO public.learner_search_key (learner_id, key, is_earlier)
    SELECT l.id, key, false FROM public.learner l, app.keys_of(ARRAY[l.given_name, l.family_name, l.known_as, l.name_as_said], ARRAY[l.scn, l.scn_to_check]) AS key
      WHERE l.id = write_search_keys.learner
    UNION SELECT e.learner_id, key, true FROM public.learner_earlier_name e, app.keys_of(ARRAY[e.given_name, e.family_name], '{}') AS key
      WHERE e.learner_id = write_search_keys.learner;
  WITH RECURSIVE merged AS (SELECT l.* FROM public.learner l WHERE l.merged_into_id = write_search_keys.learner
    UNION ALL SELECT l.* FROM public.learner l JOIN merged m ON l.merged_into_id = m.id)
  INSERT INTO public.learner_search_key (learner_id, key, is_earlier)
    SELECT DISTINCT write_search_keys.learner, key, EXISTS (SELECT FROM public.learner_earlier_name e WHERE e.learner_id = write_search_keys.learner)
      OR EXISTS (SELECT FROM public.learner_flag f WHERE f.learner_id = write_search_keys.learner AND f.kind = 'adoption')
    FROM merged m, app.keys_of(ARRAY[m.given_name, m.family_name, m.known_as, m.name_as_said], ARRAY[m.scn, m.scn_to_check]) AS key
    ON CONFLICT DO NOTHING;
END $$;
CREATE FUNCTION app.rewrite_search_keys(learner uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- Within a merge of a record that another one was merged into before: it goes on.
  IF app.is_merging() THEN PERFORM app.write_search_keys(learner); RETURN; END IF;
  SET LOCAL app.merging = 'on';
  PERFORM app.write_search_keys(learner);
  SET LOCAL app.merging = '';
END $$;
CREATE FUNCTION app.has_merged(learner uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT EXISTS (SELECT FROM learner l WHERE l.merged_into_id = has_merged.learner) $$;

CREATE OR REPLACE FUNCTION app.keep_search_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF app.has_merged(NEW.id) THEN PERFORM app.rewrite_search_keys(NEW.id); RETURN NULL; END IF;
    DELETE FROM public.learner_search_key WHERE learner_id = NEW.id AND NOT is_earlier;
  END IF;
  INSERT INTO public.learner_search_key (learner_id, key, is_earlier) SELECT NEW.id, key, false
    FROM app.keys_of(ARRAY[NEW.given_name, NEW.family_name, NEW.known_as, NEW.name_as_said], ARRAY[NEW.scn, NEW.scn_to_check]) AS key;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION app.keep_earlier_name_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF app.has_merged(NEW.learner_id) THEN PERFORM app.rewrite_search_keys(NEW.learner_id); RETURN NULL; END IF;
  INSERT INTO public.learner_search_key (learner_id, key, is_earlier)
    SELECT NEW.learner_id, key, true FROM app.keys_of(ARRAY[NEW.given_name, NEW.family_name], '{}') AS key ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

-- An adoption that is flagged after a merge makes the names of the record set aside names from before it.
CREATE FUNCTION app.keep_adoption_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF app.has_merged(NEW.learner_id) THEN PERFORM app.rewrite_search_keys(NEW.learner_id); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_adoption_keys AFTER INSERT ON learner_flag FOR EACH ROW WHEN (NEW.kind = 'adoption')
  EXECUTE FUNCTION app.keep_adoption_keys();

-- Were names of this learner kept apart, with an adoption?
CREATE FUNCTION app.has_names_apart(learner uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE apart boolean;
BEGIN
  SET LOCAL app.merging = 'on';
  apart := EXISTS (SELECT FROM learner_earlier_name e WHERE e.learner_id = has_names_apart.learner)
    OR EXISTS (SELECT FROM learner_flag f WHERE f.learner_id = has_names_apart.learner AND f.kind = 'adoption');
  SET LOCAL app.merging = '';
  RETURN apart;
END $$;

-- Links of a learner are kept apart, or shown again, as the flags of both ends say by now (as keepLinksApart).
CREATE FUNCTION app.keep_links_apart(learner uuid) RETURNS void LANGUAGE sql AS $$
  UPDATE public.learner_link l SET is_kept_apart = EXISTS (SELECT FROM public.learner_flag f
    WHERE f.learner_id IN (l.lower_id, l.higher_id) AND f.kind = 'adoption' AND f.lifted_at IS NULL)
  WHERE keep_links_apart.learner IN (l.lower_id, l.higher_id) AND l.unlinked_at IS NULL
    AND NOT app.has_set_aside(ARRAY[l.lower_id, l.higher_id])
$$;

-- Nobody else changes these learners, or adds to them, until the transaction ends. What people and the worker lock first comes first.
CREATE FUNCTION app.hold_learners(ids uuid[]) RETURNS integer LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE held integer;
BEGIN
  IF NOT app.sees_all() THEN RETURN 0; END IF;
  SET LOCAL app.merging = 'on';
  PERFORM FROM exclusion WHERE learner_id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
  PERFORM FROM time_out WHERE learner_id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
  PERFORM FROM alert WHERE learner_id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
  PERFORM FROM alert_clock WHERE learner_id = ANY (ids) ORDER BY alert_id FOR NO KEY UPDATE;
  PERFORM FROM learner WHERE id = ANY (ids) ORDER BY id FOR UPDATE;
  GET DIAGNOSTICS held = ROW_COUNT;
  SET LOCAL app.merging = '';
  RETURN held;
END $$;

-- Gives the rows of one learner to the other and sets the first aside. `from_merged`: columns of the record that take its value.
-- Gives how many rows moved; null when nothing was done, because of who asks or of what the records have become.
CREATE FUNCTION app.merge_learners(merge uuid, kept uuid, merged uuid, from_merged text[], at timestamptz) RETURNS integer LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  keeps jsonb;
  gives jsonb;
  moved integer;
BEGIN
  IF NOT app.sees_all() OR NOT from_merged <@ app.chosen_columns() OR app.hold_learners(ARRAY[kept, merged]) < 2
    OR app.has_set_aside(ARRAY[kept, merged]) THEN RETURN NULL; END IF;
  SET LOCAL app.merging = 'on';
  SELECT to_jsonb(l) INTO keeps FROM learner l WHERE l.id = kept;
  SELECT to_jsonb(l) INTO gives FROM learner l WHERE l.id = merged;
  INSERT INTO learner_merge (id, kept_id, merged_id, merged_by_id, merged_at, merged_before, kept_before, kept_after, kept_rows)
    SELECT merge, kept, merged, app.person_id(), at, gives, coalesce(jsonb_object_agg(c, keeps -> c), '{}'), coalesce(jsonb_object_agg(c, gives -> c), '{}'),
      (SELECT coalesce(jsonb_object_agg(name, n), '{}') FROM (SELECT r.table_name, count(*) FROM app.learner_rows(kept, merged) r GROUP BY 1) AS rows (name, n))
    FROM unnest(from_merged) AS c;
  INSERT INTO learner_merge_row (merge_id, table_name, row_key, fate, content)
    SELECT merge, r.table_name, r.row_key, CASE WHEN r.stays THEN 'stayed' ELSE 'moved' END, CASE WHEN r.stays THEN r.content END
    FROM app.learner_rows(merged, kept) r;
  moved := app.move_rows(merge, 'moved', merged, kept);
  -- A number is one learner's: it changes places.
  IF 'scn' = ANY (from_merged) THEN UPDATE learner SET scn = NULL WHERE id = merged; END IF;
  PERFORM app.write_learner(kept, (SELECT kept_after FROM learner_merge WHERE id = merge));
  IF 'scn' = ANY (from_merged) THEN UPDATE learner SET scn = keeps ->> 'scn' WHERE id = merged; END IF;
  UPDATE learner SET merged_into_id = kept WHERE id = merged;
  PERFORM app.keep_links_apart(kept);
  PERFORM app.write_search_keys(id) FROM unnest(ARRAY[kept, merged]) AS id;
  SET LOCAL app.merging = '';
  RETURN moved;
END $$;

-- What becomes of a row that moved, when the merge is undone: back; in_the_way of something that stayed; gone from the kept record.
CREATE FUNCTION app.rows_undone(merge uuid) RETURNS TABLE (table_name text, row_key text, undone text) LANGUAGE sql STABLE AS $$
  SELECT j.table_name, j.row_key, CASE WHEN r.row_key IS NULL THEN 'gone' WHEN r.stays THEN 'in_the_way' ELSE 'back' END
  FROM public.learner_merge m JOIN public.learner_merge_row j ON j.merge_id = m.id AND j.fate = 'moved'
  LEFT JOIN app.learner_rows(m.kept_id, m.merged_id) r ON r.table_name = j.table_name AND r.row_key = j.row_key
  WHERE m.id = rows_undone.merge
$$;
-- The same beforehand, for who may see the merge: what stayed with the record set aside counts too.
CREATE FUNCTION app.undo_rows(merge uuid) RETURNS TABLE (table_name text, row_key text, undone text) LANGUAGE plpgsql AS $$
BEGIN
  SET LOCAL app.merging = 'on';
  RETURN QUERY SELECT * FROM app.rows_undone(merge);
  SET LOCAL app.merging = '';
END $$;

-- Gives back what a merge moved, and the values that nobody changed since. As above; the newest merge of a record is undone first.
CREATE FUNCTION app.undo_merge(merge uuid, at timestamptz) RETURNS integer LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  done learner_merge;
  keeps jsonb;
  restored jsonb;
  moved integer;
BEGIN
  IF NOT app.sees_all() THEN RETURN NULL; END IF;
  SELECT * INTO done FROM learner_merge WHERE id = merge;
  PERFORM app.hold_learners(ARRAY[done.kept_id, done.merged_id]);
  SELECT * INTO done FROM learner_merge WHERE id = merge AND undone_at IS NULL;
  IF NOT FOUND OR EXISTS (SELECT FROM learner_merge n WHERE done.kept_id IN (n.kept_id, n.merged_id) AND n.undone_at IS NULL
    AND n.sequence > done.sequence) THEN RETURN NULL; END IF;
  SET LOCAL app.merging = 'on';
  UPDATE learner SET merged_into_id = NULL WHERE id = done.merged_id;
  UPDATE learner_merge_row j SET undone = r.undone FROM app.rows_undone(merge) r
    WHERE j.merge_id = merge AND j.table_name = r.table_name AND j.row_key = r.row_key;
  moved := app.move_rows(merge, 'back', done.kept_id, done.merged_id);
  SELECT to_jsonb(l) INTO keeps FROM learner l WHERE l.id = done.kept_id;
  -- After an adoption that was flagged since, no earlier name comes back.
  SELECT coalesce(jsonb_object_agg(key, value), '{}') INTO restored FROM jsonb_each(done.kept_before)
    WHERE keeps -> key = done.kept_after -> key AND NOT (key IN ('given_name', 'family_name', 'known_as', 'name_as_said', 'pronunciation')
      AND EXISTS (SELECT FROM learner_flag f WHERE f.learner_id = done.kept_id AND f.kind = 'adoption' AND f.set_at > done.merged_at));
  IF restored ? 'scn' THEN UPDATE learner SET scn = NULL WHERE id = done.merged_id; END IF;
  PERFORM app.write_learner(done.kept_id, restored);
  IF done.kept_after ? 'scn' THEN
    UPDATE learner SET scn = done.kept_after ->> 'scn' WHERE id = done.merged_id
      AND NOT EXISTS (SELECT FROM learner l WHERE l.scn = done.kept_after ->> 'scn');
  END IF;
  UPDATE learner_merge SET undone_by_id = app.person_id(), undone_at = undo_merge.at WHERE id = merge;
  PERFORM app.keep_links_apart(id) FROM unnest(ARRAY[done.kept_id, done.merged_id]) AS id;
  PERFORM app.write_search_keys(id) FROM unnest(ARRAY[done.kept_id, done.merged_id]) AS id;
  SET LOCAL app.merging = '';
  RETURN moved;
END $$;

-- Another learner who has a number: of a record set aside, the one that is kept. Told to those who see every learner.
CREATE FUNCTION app.scn_holder(number text) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT coalesce(app.kept_learner(l.id), l.id) FROM learner l WHERE l.scn = scn_holder.number AND app.sees_all() $$;

-- Who looks for a record set aside finds the one that is kept.
CREATE OR REPLACE FUNCTION app.find_exactly(typed_scn text, given text, family text, born date) RETURNS uuid LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found uuid[];
BEGIN
  IF app.teacher_id() IS NULL OR (typed_scn IS NULL AND num_nonnulls(given, family, born) < 3) THEN RETURN NULL; END IF;
  SET LOCAL app.finding = 'on';
  found := ARRAY(SELECT DISTINCT coalesce(app.kept_learner(l.id), l.id) FROM learner l
    WHERE (l.scn = typed_scn OR (typed_scn IS NULL AND l.date_of_birth = born))
    AND (born IS NULL OR l.date_of_birth = born) AND (family IS NULL OR lower(l.family_name) = lower(family))
    AND (given IS NULL OR lower(given) IN (lower(l.given_name), lower(l.known_as)))
    -- Not by a name that may be from before an adoption.
    AND (l.scn = typed_scn OR l.merged_into_id IS NULL OR NOT app.has_names_apart(app.kept_learner(l.id))) LIMIT 2);
  SET LOCAL app.finding = '';
  RETURN CASE WHEN cardinality(found) = 1 THEN found[1] END;
END $$;

REVOKE EXECUTE ON FUNCTION app.rewrite_search_keys(uuid), app.has_merged(uuid), app.has_names_apart(uuid), app.hold_learners(uuid[]), app.merge_learners(uuid, uuid, uuid, text[], timestamptz),
  app.undo_merge(uuid, timestamptz), app.scn_holder(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.rewrite_search_keys(uuid), app.has_merged(uuid), app.hold_learners(uuid[]), app.merge_learners(uuid, uuid, uuid, text[], timestamptz),
  app.undo_merge(uuid, timestamptz), app.scn_holder(text) TO virtual_school_web;
