-- Openings: days with one instead of two, the pattern of a week, and what one school does otherwise than its
-- authority.

ALTER TABLE closed_day ADD COLUMN is_half_day boolean NOT NULL DEFAULT false,
  ADD CHECK (closes_schools OR closes_duty OR is_half_day), ADD CHECK (NOT (is_half_day AND (closes_schools OR closes_duty)));

CREATE TABLE authority_week (
  authority_id uuid NOT NULL REFERENCES authority (id),
  weekday integer NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  openings integer NOT NULL CHECK (openings BETWEEN 0 AND 2),
  PRIMARY KEY (authority_id, weekday)
);

CREATE TABLE school_week (
  school_id uuid NOT NULL REFERENCES school (id),
  weekday integer NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  openings integer NOT NULL CHECK (openings BETWEEN 0 AND 2),
  PRIMARY KEY (school_id, weekday)
);

CREATE TABLE school_exception (
  school_id uuid NOT NULL REFERENCES school (id),
  day date NOT NULL,
  name text NOT NULL,
  openings integer NOT NULL CHECK (openings BETWEEN 0 AND 2),
  PRIMARY KEY (school_id, day)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON authority_week, school_week, school_exception TO virtual_school_web;
GRANT SELECT ON authority_week, school_week, school_exception TO virtual_school_worker;
