-- Search: keys that say how names are spelt, how they sound, and what they are with a letter less; and the SCN. Ranges of them are
-- all that a search asks for: no extension, and operators that are used below row-level security (decision 0028).
-- CreateTable
CREATE TABLE "learner_search_key" (
    "learner_id" UUID NOT NULL,
    "key" TEXT COLLATE "C" NOT NULL,
    "is_earlier" BOOLEAN NOT NULL,

    CONSTRAINT "learner_search_key_pkey" PRIMARY KEY ("learner_id", "is_earlier", "key")
);

-- CreateIndex
CREATE INDEX "learner_search_key_key_idx" ON "learner_search_key"("key");

-- AddForeignKey
ALTER TABLE "learner_search_key" ADD CONSTRAINT "learner_search_key_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Plain letters: without accents, Latin ones for Cyrillic, nothing for apostrophes. Anything else between letters is a space.
CREATE FUNCTION app.plain_letters(name text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  plain text := regexp_replace(normalize(name, NFKD), '[\u0300-\u036f''’‘`´ʼʻ]', '', 'g');
  pair text[];
BEGIN
  plain := lower(translate(plain, 'ŁØĐÐƏİıłøđðəħŋ', 'loddaiiloddahn'));
  plain := translate(plain, 'АБВГҐДЕЄЖЗИІКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ', 'абвгґдеєжзиіклмнопрстуфхцчшщъыьэюя');
  FOREACH pair SLICE 1 IN ARRAY ARRAY[['þ', 'th'], ['Þ', 'th'], ['ß', 'ss'], ['æ', 'ae'], ['Æ', 'ae'], ['œ', 'oe'], ['Œ', 'oe'],
    ['щ', 'shch'], ['ж', 'zh'], ['х', 'kh'], ['ц', 'ts'], ['ч', 'ch'], ['ш', 'sh'], ['ю', 'yu'], ['я', 'ya'], ['є', 'ye']] LOOP
    plain := replace(plain, pair[1], pair[2]);
  END LOOP;
  plain := translate(plain, 'абвгґдезиіклмнопрстуфыэъь', 'abvggdeziiklmnoprstufye');
  RETURN trim(regexp_replace(plain, '[\u0001-/:-@\[-`{-\u00bf\u2000-\u206f]+', ' ', 'g'));
END $$;

CREATE FUNCTION app.name_words(name text) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$ SELECT string_to_array(app.plain_letters(name), ' ') $$;

-- What is heard of a word: consonants that sound alike share a letter, x is sh, a vowel counts only in front. English with Gaelic
-- spellings (Mhairi, Siobhan, Ruaridh), Mac and Mc, and the ways in which Arabic and Slavic names are written in Latin letters.
CREATE FUNCTION app.name_sound(word text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  sound text := word;
  rule text[];
BEGIN
  FOREACH rule SLICE 1 IN ARRAY ARRAY[
    ['^[kgp]n', 'n'], ['^wr', 'r'], ['^wh?', 'v'], ['^mh', 'v'], ['^x', 's'], ['x', 'ks'], ['^[ao]leks', 'aleks'],
    ['^ci(?=a)', 'ki'], ['^e(?=[uwo])', 'o'], ['ughl', 'khl'], ['(.)[bm]h', '\1v'], ['dh$', ''], ['chr', 'kr'],
    ['t?sch|tch|sh|^ch|^s(?=i[ao]|e[ao])', 'x'], ['ph', 'f'], ['(.)gh', '\1'], ['c(?=[eiy])', 's'], ['[cq]', 'k'],
    ['dge|g(?=[eiy])', 'j'], ['^y(?=[aeiou])', 'j'], ['(.)j(?![aeiou])', '\1'], ['(.)\1+', '\1'], ['(.)[aeiouyhw]+', '\1']] LOOP
    sound := regexp_replace(sound, rule[1], rule[2], 'g');
  END LOOP;
  RETURN translate(sound, 'bdgvzeyu', 'ptkfsaio');
END $$;

-- A word and what it is with any one letter less: two words that share one of these differ by a slip of the finger. Eight letters
-- are enough to find it; short words would resemble everything.
CREATE FUNCTION app.near_words(word text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  begins text := left(word, 8);
  near text[] := ARRAY[begins];
BEGIN
  IF length(word) < 4 THEN RETURN '{}'; END IF;
  FOR place IN 1 .. length(begins) LOOP near := near || overlay(begins PLACING '' FROM place FOR 1); END LOOP;
  RETURN near;
END $$;

-- =word as it is spelt, ~sound, -near. Two words of one name are one as well (Anne-Marie, Mac Donald); Mac and O’ may be left out.
CREATE FUNCTION app.name_keys(name text) RETURNS text[] LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  words text[] := app.name_words(name);
  spelt text[] := words || app.name_words(substring(name FROM '[''’](\w{3,})'));
  keys text[] := '{}';
  word text;
  sound text;
  near text;
BEGIN
  FOR place IN 2 .. cardinality(words) LOOP spelt := spelt || (words[place - 1] || words[place]); END LOOP;
  FOREACH word IN ARRAY words LOOP spelt := spelt || substring(word FROM '^ma?c(\w{3,})'); END LOOP;
  FOREACH word IN ARRAY array_remove(spelt, NULL) LOOP
    sound := app.name_sound(word);
    keys := keys || ('=' || word);
    IF length(sound) > 1 THEN keys := keys || ('~' || sound); END IF;
    FOREACH near IN ARRAY app.near_words(word) LOOP keys := keys || ('-' || near); END LOOP;
  END LOOP;
  RETURN keys;
END $$;

-- What was typed, in the same terms: for each word (place) from which key to which one a name may have. A name is spelt as typed when
-- it begins so; it is like it by a slip or by sound, from three consonants on also by how it begins to sound. Nine digits are an SCN.
CREATE FUNCTION app.typed_keys(typed text) RETURNS TABLE (place bigint, is_spelt boolean, low text, high text) LANGUAGE sql IMMUTABLE ROWS 20 AS $$
  WITH words AS MATERIALIZED (SELECT * FROM unnest(app.name_words(typed)) WITH ORDINALITY AS w (word, place)
    WHERE replace(typed, ' ', '') !~ '^\d{9}$' AND length(replace(app.plain_letters(typed), ' ', '')) > 1 LIMIT 6),
  sounds AS (SELECT w.place, sound FROM words w, app.name_sound(w.word) AS sound)
  SELECT w.place, true, '=' || w.word, '=' || w.word || U&'\+10FFFF' FROM words w
  UNION ALL SELECT w.place, false, '-' || near, '-' || near FROM words w, unnest(app.near_words(w.word)) AS near
  UNION ALL SELECT s.place, false, '~' || sound, '~' || sound || CASE WHEN length(sound) > 2 THEN U&'\+10FFFF' ELSE '' END
    FROM sounds s WHERE length(sound) > 1
  UNION ALL SELECT 1, true, '#' || scn, '#' || scn FROM replace(typed, ' ', '') AS scn WHERE scn ~ '^\d{9}$'
$$;

-- Whoever writes a name or an SCN writes its keys: a form, an import, a seed.
CREATE FUNCTION app.keep_search_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN DELETE FROM public.learner_search_key WHERE learner_id = NEW.id AND NOT is_earlier; END IF;
  INSERT INTO public.learner_search_key (learner_id, key, is_earlier)
    SELECT NEW.id, key, false
    FROM unnest(ARRAY[NEW.given_name, NEW.family_name, NEW.known_as, NEW.name_as_said]) AS name, unnest(app.name_keys(name)) AS key
    WHERE name IS NOT NULL
    UNION SELECT NEW.id, '#' || number, false FROM unnest(ARRAY[NEW.scn, NEW.scn_to_check]) AS number WHERE number IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_search_keys AFTER INSERT ON learner FOR EACH ROW EXECUTE FUNCTION app.keep_search_keys();
CREATE TRIGGER keep_changed_search_keys AFTER UPDATE ON learner FOR EACH ROW
  WHEN ((NEW.given_name, NEW.family_name, NEW.known_as, NEW.name_as_said, NEW.scn, NEW.scn_to_check) IS DISTINCT FROM
    (OLD.given_name, OLD.family_name, OLD.known_as, OLD.name_as_said, OLD.scn, OLD.scn_to_check))
  EXECUTE FUNCTION app.keep_search_keys();

CREATE FUNCTION app.keep_earlier_name_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.learner_search_key (learner_id, key, is_earlier)
    SELECT DISTINCT NEW.learner_id, key, true FROM unnest(ARRAY[NEW.given_name, NEW.family_name]) AS name, unnest(app.name_keys(name)) AS key
    ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER keep_search_keys AFTER INSERT ON learner_earlier_name FOR EACH ROW EXECUTE FUNCTION app.keep_earlier_name_keys();

-- Names that are there already. Policies are lifted for the owner meanwhile: forced ones would show no row, and nothing would be written.
ALTER TABLE learner NO FORCE ROW LEVEL SECURITY;
ALTER TABLE learner_earlier_name NO FORCE ROW LEVEL SECURITY;
DO $$
DECLARE nameless integer;
BEGIN
  INSERT INTO learner_search_key (learner_id, key, is_earlier)
    SELECT l.id, key, false
    FROM learner l, unnest(ARRAY[l.given_name, l.family_name, l.known_as, l.name_as_said]) AS name, unnest(app.name_keys(name)) AS key
    WHERE name IS NOT NULL
    UNION SELECT l.id, '#' || number, false FROM learner l, unnest(ARRAY[l.scn, l.scn_to_check]) AS number WHERE number IS NOT NULL;
  INSERT INTO learner_search_key (learner_id, key, is_earlier)
    SELECT DISTINCT e.learner_id, key, true
    FROM learner_earlier_name e, unnest(ARRAY[e.given_name, e.family_name]) AS name, unnest(app.name_keys(name)) AS key;
  SELECT count(*) INTO nameless FROM learner l
    WHERE NOT EXISTS (SELECT FROM learner_search_key k WHERE k.learner_id = l.id) AND app.plain_letters(l.given_name || l.family_name) <> '';
  IF nameless > 0 THEN RAISE EXCEPTION '% learners have names and no key', nameless; END IF;
END $$;
ALTER TABLE learner FORCE ROW LEVEL SECURITY;
ALTER TABLE learner_earlier_name FORCE ROW LEVEL SECURITY;

-- As the learner; what a name from before an adoption gives, only for those who see every learner.
ALTER TABLE learner_search_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE learner_search_key FORCE ROW LEVEL SECURITY;
CREATE POLICY own_learners ON learner_search_key USING ((SELECT app.sees_all()) OR (NOT is_earlier
  AND (learner_id = ANY ((SELECT app.my_roll_ids())::uuid[]) OR learner_id = ANY ((SELECT app.my_caseload_ids())::uuid[]))));
GRANT SELECT, INSERT, DELETE ON learner_search_key TO virtual_school_web;

-- Whom somebody sees who does not see every learner: for lists that start from these few. Policies decide all the same.
CREATE FUNCTION app.my_learner_ids() RETURNS uuid[] LANGUAGE sql STABLE AS
$$ SELECT app.my_roll_ids() || app.my_caseload_ids() $$;
