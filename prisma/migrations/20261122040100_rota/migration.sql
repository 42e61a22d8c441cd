-- The rota beyond the usual week: cover for a day, planned absence, people named to stand in, swaps, calendar feeds; and what the
-- nightly proof of coverage found. No learner's data.

CREATE TABLE duty_cover (
  area_id uuid NOT NULL REFERENCES area (id),
  day date NOT NULL,
  person_id uuid NOT NULL REFERENCES person (id),
  depute_id uuid NOT NULL REFERENCES person (id),
  saved_at timestamptz(3) NOT NULL,
  saved_by_id uuid NOT NULL REFERENCES person (id),
  PRIMARY KEY (area_id, day),
  CHECK (person_id <> depute_id)
);

CREATE TABLE person_absence (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person (id),
  starts_at timestamptz(3) NOT NULL,
  ends_at timestamptz(3) NOT NULL,
  saved_at timestamptz(3) NOT NULL,
  saved_by_id uuid NOT NULL REFERENCES person (id),
  CHECK (ends_at > starts_at)
);
CREATE INDEX person_absence_ends_at_idx ON person_absence (ends_at);
CREATE INDEX person_absence_person_id_starts_at_idx ON person_absence (person_id, starts_at);

CREATE TABLE duty_fallback (
  id uuid PRIMARY KEY,
  who text NOT NULL CHECK (who IN ('duty_person', 'depute', 'vs_head_teacher', 'head_of_inclusion')),
  area_id uuid NOT NULL REFERENCES area (id),
  starts_at timestamptz(3) NOT NULL,
  ends_at timestamptz(3) NOT NULL,
  person_id uuid NOT NULL REFERENCES person (id),
  saved_at timestamptz(3) NOT NULL,
  saved_by_id uuid NOT NULL REFERENCES person (id),
  CHECK (ends_at > starts_at)
);
CREATE INDEX duty_fallback_ends_at_idx ON duty_fallback (ends_at);

CREATE TABLE duty_swap (
  id uuid PRIMARY KEY,
  area_id uuid NOT NULL REFERENCES area (id),
  day date NOT NULL,
  from_id uuid NOT NULL REFERENCES person (id),
  to_id uuid NOT NULL REFERENCES person (id),
  return_area_id uuid REFERENCES area (id),
  return_day date,
  state text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'accepted', 'declined', 'withdrawn')),
  proposed_at timestamptz(3) NOT NULL,
  answered_at timestamptz(3),
  CHECK (from_id <> to_id),
  CHECK ((return_area_id IS NULL) = (return_day IS NULL)),
  CHECK ((state = 'proposed') = (answered_at IS NULL))
);
CREATE INDEX duty_swap_to_id_state_idx ON duty_swap (to_id, state);
CREATE INDEX duty_swap_from_id_state_idx ON duty_swap (from_id, state);
-- A second press proposes nothing more.
CREATE UNIQUE INDEX duty_swap_one_open ON duty_swap (area_id, day, from_id) WHERE state = 'proposed';

CREATE TABLE duty_feed (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person (id),
  secret_hash text NOT NULL,
  made_at timestamptz(3) NOT NULL,
  revoked_at timestamptz(3)
);
CREATE UNIQUE INDEX duty_feed_secret_hash_key ON duty_feed (secret_hash);
CREATE INDEX duty_feed_person_id_idx ON duty_feed (person_id);
CREATE UNIQUE INDEX duty_feed_one_live ON duty_feed (person_id) WHERE revoked_at IS NULL;

CREATE TABLE coverage_run (
  authority_id uuid PRIMARY KEY REFERENCES authority (id),
  ran_on date NOT NULL,
  ran_at timestamptz(3) NOT NULL,
  schools integer NOT NULL,
  holes integer NOT NULL
);

CREATE TABLE coverage_hole (
  area_id uuid NOT NULL REFERENCES area (id),
  who text NOT NULL,
  day date NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  PRIMARY KEY (area_id, who, day)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON duty_cover, person_absence, duty_fallback TO virtual_school_web;
GRANT SELECT, INSERT, UPDATE ON duty_swap, duty_feed TO virtual_school_web;
GRANT SELECT ON coverage_run TO virtual_school_web;

-- The worker asks who is on duty, proves coverage each night, and tells of new holes. Of a person it sees the name and where to write.
GRANT SELECT ON duty_turn, duty_cover, person_absence, duty_fallback, duty_hours, term, closed_day, authority, area, school, membership
  TO virtual_school_worker;
GRANT SELECT (id, name, email) ON person TO virtual_school_worker;
GRANT SELECT, INSERT, UPDATE ON coverage_run TO virtual_school_worker;
GRANT SELECT, INSERT, DELETE ON coverage_hole TO virtual_school_worker;
GRANT INSERT ON outbox_mail TO virtual_school_worker;
