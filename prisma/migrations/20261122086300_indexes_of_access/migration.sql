-- What a policy or a page looks up by.
-- CreateIndex
CREATE INDEX "restricted_note_learner_id_idx" ON "restricted_note"("learner_id");

-- CreateIndex
CREATE INDEX "restricted_note_written_by_id_idx" ON "restricted_note"("written_by_id");

-- CreateIndex
CREATE INDEX "opened_record_learner_id_idx" ON "opened_record"("learner_id");

-- CreateIndex
CREATE INDEX "host_invitation_school_id_idx" ON "host_invitation"("school_id");

-- CreateIndex
CREATE INDEX "record_import_authority_id_idx" ON "record_import"("authority_id");
