-- A list of learners that somebody comes back to: a name of their own and a filter of reference values.
-- CreateTable
CREATE TABLE "saved_list" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_list_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "saved_list_person_id_name_key" ON "saved_list"("person_id", "name");

ALTER TABLE saved_list ADD FOREIGN KEY (person_id) REFERENCES person (id), ADD CHECK (query ~ '^[a-z0-9_=&A-Z-]*$');
-- What somebody calls a list is theirs.
ALTER TABLE saved_list ENABLE ROW LEVEL SECURITY;
ALTER TABLE saved_list FORCE ROW LEVEL SECURITY;
CREATE POLICY own_lists ON saved_list USING (person_id = (SELECT app.person_id()));
GRANT SELECT, INSERT, DELETE ON saved_list TO virtual_school_web;
