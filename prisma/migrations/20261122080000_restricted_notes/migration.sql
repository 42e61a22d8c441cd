-- Notes on health or family matters: the event says that there is one; the text is a row of its own, for fewer people.
-- CreateTable
CREATE TABLE "restricted_note" (
    "event_id" UUID NOT NULL,
    "learner_id" UUID NOT NULL,
    "written_by_id" UUID NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "restricted_note_pkey" PRIMARY KEY ("event_id")
);

ALTER TABLE restricted_note ADD FOREIGN KEY (event_id) REFERENCES event (id), ADD FOREIGN KEY (learner_id) REFERENCES learner (id),
  ADD FOREIGN KEY (written_by_id) REFERENCES person (id);
ALTER TABLE restricted_note ENABLE ROW LEVEL SECURITY;
ALTER TABLE restricted_note FORCE ROW LEVEL SECURITY;
-- Leads, the Virtual School head teacher, and its writer for as long as they work with the learner. Only in one's own name.
CREATE POLICY leads_and_writer ON restricted_note USING ((SELECT app.sees_all())
    OR (written_by_id = (SELECT app.person_id()) AND learner_id = ANY ((SELECT app.my_caseload_ids())::uuid[])))
  WITH CHECK (written_by_id = (SELECT app.person_id())
    AND ((SELECT app.sees_all()) OR learner_id = ANY ((SELECT app.my_caseload_ids())::uuid[])));
GRANT SELECT, INSERT ON restricted_note TO virtual_school_web;
