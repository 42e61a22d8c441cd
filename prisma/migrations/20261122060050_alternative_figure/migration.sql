-- What schools read beside an alternative: counts over all schools, none of them from 1 to 4.
-- CreateTable
CREATE TABLE "alternative_figure" (
    "alternative" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "used" INTEGER NOT NULL,
    "still_at_least" INTEGER NOT NULL,
    "still_at_most" INTEGER NOT NULL,
    "shared_at" TIMESTAMPTZ(3) NOT NULL,
    "shared_by_id" UUID NOT NULL,

    CONSTRAINT "alternative_figure_pkey" PRIMARY KEY ("alternative","version")
);
ALTER TABLE alternative_figure ADD FOREIGN KEY (shared_by_id) REFERENCES person (id), ADD CHECK (version > 0), ADD CHECK (used >= 10),
  ADD CHECK (still_at_least BETWEEN 0 AND still_at_most AND still_at_most <= used),
  -- An exact number is shown only where neither it nor what is left of the uses is from 1 to 4.
  ADD CHECK (still_at_least < still_at_most
    OR (still_at_least NOT BETWEEN 1 AND 4 AND used - still_at_least NOT BETWEEN 1 AND 4));

-- What was shared is never changed.
GRANT SELECT, INSERT ON alternative_figure TO virtual_school_web;
