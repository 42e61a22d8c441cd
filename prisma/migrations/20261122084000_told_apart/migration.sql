-- Likely duplicates: which pairs are two people, and what two names or two days of birth have in common.
-- CreateTable
CREATE TABLE "learner_told_apart" (
    "lower_id" UUID NOT NULL,
    "higher_id" UUID NOT NULL,
    "told_apart_by_id" UUID NOT NULL,
    "told_apart_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "learner_told_apart_pkey" PRIMARY KEY ("lower_id","higher_id")
);

-- CreateIndex
CREATE INDEX "learner_told_apart_higher_id_idx" ON "learner_told_apart"("higher_id");

ALTER TABLE learner_told_apart ADD FOREIGN KEY (lower_id) REFERENCES learner (id), ADD FOREIGN KEY (higher_id) REFERENCES learner (id),
  ADD FOREIGN KEY (told_apart_by_id) REFERENCES person (id), ADD CHECK (lower_id < higher_id);

-- That somebody resembles a learner elsewhere tells that there is one.
ALTER TABLE learner_told_apart ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY who_sees_all ON learner_told_apart USING ((SELECT app.sees_all()));
GRANT SELECT, INSERT, DELETE ON learner_told_apart TO virtual_school_web;

-- The best that keys of two names have in common: spelt, sound, slip (of one letter), or nothing.
CREATE FUNCTION app.name_likeness(one text[], other text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN bool_or(key LIKE '=%') THEN 'spelt' WHEN bool_or(key LIKE '~%') THEN 'sound' WHEN count(*) > 0 THEN 'slip' END
  FROM (SELECT unnest(one) INTERSECT SELECT unnest(other)) AS common (key)
$$;

-- The same day, day and month swapped, or one digit another; unknown where one of them is.
CREATE FUNCTION app.birth_likeness(one date, other date) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  a text;
  b text;
  apart integer := 0;
BEGIN
  IF one = other THEN RETURN 'same'; END IF;
  IF one IS NULL OR other IS NULL THEN RETURN 'unknown'; END IF;
  a := to_char(one, 'DDMMYYYY');
  b := to_char(other, 'DDMMYYYY');
  IF substr(a, 3, 2) || left(a, 2) || substr(a, 5) = b THEN RETURN 'swapped'; END IF;
  FOR place IN 1 .. 8 LOOP
    IF substr(a, place, 1) <> substr(b, place, 1) THEN apart := apart + 1; END IF;
    EXIT WHEN apart > 1;
  END LOOP;
  RETURN CASE WHEN apart = 1 THEN 'digit' END;
END $$;
