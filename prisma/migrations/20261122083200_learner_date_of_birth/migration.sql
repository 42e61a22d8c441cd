-- Files find learners without an SCN by date of birth and name.
CREATE INDEX "learner_date_of_birth_idx" ON "learner"("date_of_birth");
