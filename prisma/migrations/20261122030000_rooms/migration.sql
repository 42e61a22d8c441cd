-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT true,
    "image" TEXT,
    "phone" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "school_id" UUID,
    "area_id" UUID,
    "authority_id" UUID,
    "is_depute" BOOLEAN NOT NULL DEFAULT false,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "last_request" BIGINT NOT NULL,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert" (
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "form_key" UUID NOT NULL,
    "form_digest" TEXT NOT NULL,
    "learner_id" UUID,
    "school_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "decision_already_made" BOOLEAN NOT NULL,
    "decision_expected_at" TIMESTAMPTZ(3),
    "openings_considered" INTEGER,
    "is_child_safe" BOOLEAN NOT NULL,
    "was_sent_out" BOOLEAN NOT NULL,
    "where_now" TEXT NOT NULL,
    "with_whom" TEXT NOT NULL,
    "what_happened" TEXT NOT NULL,
    "triggers" TEXT[],
    "child_view" TEXT NOT NULL,
    "child_words" TEXT,
    "who_knows" TEXT[],
    "support_in_place" TEXT,
    "tried_so_far" TEXT,
    "raised_by_id" UUID NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "answer_due_at" TIMESTAMPTZ(3) NOT NULL,
    "duty_person_id" UUID,
    "duty_depute_id" UUID,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by_id" UUID,
    "will_ring_by" TIMESTAMPTZ(3),
    "owner_id" UUID,
    "advocacy_offered_by" TEXT,
    "advocacy_answer" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,
    "learning_note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "alert_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unverified_child" (
    "alert_id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "stage" TEXT NOT NULL,
    "date_of_birth" DATE,
    "erase_after" DATE,

    CONSTRAINT "unverified_child_pkey" PRIMARY KEY ("alert_id")
);

-- CreateTable
CREATE TABLE "alert_draft" (
    "person_id" UUID NOT NULL,
    "form_key" UUID NOT NULL,
    "sealed" TEXT NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_draft_pkey" PRIMARY KEY ("person_id","form_key")
);

-- CreateTable
CREATE TABLE "alert_option" (
    "id" UUID NOT NULL,
    "alert_id" UUID NOT NULL,
    "alternative" TEXT NOT NULL,
    "alternative_version" INTEGER NOT NULL,
    "answer" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_option_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_person" (
    "id" UUID NOT NULL,
    "alert_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "learner_person_id" UUID,
    "told_at" TIMESTAMPTZ(3),
    "told_by_id" UUID,

    CONSTRAINT "alert_person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_meeting" (
    "id" UUID NOT NULL,
    "alert_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "held_at" TIMESTAMPTZ(3) NOT NULL,
    "attendees" TEXT[],
    "notes" TEXT,
    "person_id" UUID NOT NULL,

    CONSTRAINT "alert_meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_decision" (
    "alert_id" UUID NOT NULL,
    "decision" TEXT NOT NULL,
    "decided_on" DATE NOT NULL,
    "decided_by" TEXT NOT NULL,
    "recorded_by_id" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "openings" INTEGER,
    "reason" TEXT NOT NULL,
    "child_view" TEXT NOT NULL,
    "child_words" TEXT,

    CONSTRAINT "alert_decision_pkey" PRIMARY KEY ("alert_id")
);

-- CreateTable
CREATE TABLE "alert_fact" (
    "id" UUID NOT NULL,
    "alert_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "happened_on" DATE NOT NULL,
    "source" TEXT NOT NULL,
    "openings" INTEGER,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "person_id" UUID,

    CONSTRAINT "alert_fact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_line" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "person_id" UUID,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT,
    "subject_id" UUID,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "read_line" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "section" TEXT NOT NULL,
    "read_key" TEXT NOT NULL,
    "learner_id" UUID,
    "ids" UUID[],
    "window_start" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "read_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "clock_offset_seconds" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "duty_hours" (
    "id" UUID NOT NULL,
    "authority_id" UUID NOT NULL,
    "weekday" INTEGER NOT NULL,
    "opens_at" TEXT NOT NULL,
    "closes_at" TEXT NOT NULL,

    CONSTRAINT "duty_hours_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "term" (
    "id" UUID NOT NULL,
    "authority_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,

    CONSTRAINT "term_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "closed_day" (
    "id" UUID NOT NULL,
    "authority_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "name" TEXT NOT NULL,
    "closes_schools" BOOLEAN NOT NULL,
    "closes_duty" BOOLEAN NOT NULL,

    CONSTRAINT "closed_day_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "learner_id" UUID,
    "school_id" UUID NOT NULL,
    "about_kind" TEXT NOT NULL,
    "about_id" UUID NOT NULL,
    "person_id" UUID,
    "audience" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "detail" TEXT,
    "sequence" BIGSERIAL NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "action" (
    "id" UUID NOT NULL,
    "learner_id" UUID,
    "school_id" UUID NOT NULL,
    "about_kind" TEXT NOT NULL,
    "about_id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'agreed',
    "what" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "due_on" DATE NOT NULL,
    "audience" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,
    "done_at" TIMESTAMPTZ(3),
    "done_by" UUID,
    "dropped_at" TIMESTAMPTZ(3),

    CONSTRAINT "action_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "duty_turn" (
    "id" UUID NOT NULL,
    "area_id" UUID NOT NULL,
    "weekday" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "depute_id" UUID NOT NULL,

    CONSTRAINT "duty_turn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "learner" (
    "id" UUID NOT NULL,
    "given_name" TEXT NOT NULL,
    "family_name" TEXT NOT NULL,
    "known_as" TEXT,
    "pronouns" TEXT,
    "date_of_birth" DATE,
    "stage" TEXT NOT NULL,
    "scn" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "learner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "care_period" (
    "id" UUID NOT NULL,
    "learner_id" UUID NOT NULL,
    "category" TEXT NOT NULL,
    "started_on" DATE NOT NULL,
    "ended_on" DATE,
    "legal_basis" TEXT,
    "home_authority_id" UUID NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "care_period_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "school_enrolment" (
    "id" UUID NOT NULL,
    "learner_id" UUID NOT NULL,
    "school_id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'main',
    "started_on" DATE NOT NULL,
    "ended_on" DATE,

    CONSTRAINT "school_enrolment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "learner_person" (
    "id" UUID NOT NULL,
    "learner_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "relation" TEXT NOT NULL,
    "phone" TEXT,
    "may_be_told" TEXT[],

    CONSTRAINT "learner_person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "caseload" (
    "id" UUID NOT NULL,
    "learner_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "started_on" DATE NOT NULL,
    "ended_on" DATE,

    CONSTRAINT "caseload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_mail" (
    "id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "template" TEXT NOT NULL,
    "to_person_id" UUID,
    "to_address" TEXT NOT NULL,
    "input" JSONB NOT NULL,
    "secret" TEXT,
    "secret_expires" TIMESTAMPTZ(3),
    "about_kind" TEXT,
    "about_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "lease_until" TIMESTAMPTZ(3),
    "lease_owner" TEXT,
    "accepted_at" TIMESTAMPTZ(3),
    "failed_at" TIMESTAMPTZ(3),
    "last_problem" TEXT,

    CONSTRAINT "outbox_mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mailbox_mail" (
    "id" UUID NOT NULL,
    "outbox_id" UUID NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "to_address" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,

    CONSTRAINT "mailbox_mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_heartbeat" (
    "owner" TEXT NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_heartbeat_pkey" PRIMARY KEY ("owner")
);

-- CreateTable
CREATE TABLE "authority" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "is_home" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "authority_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "area" (
    "id" UUID NOT NULL,
    "authority_id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "area_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "school" (
    "id" UUID NOT NULL,
    "authority_id" UUID NOT NULL,
    "area_id" UUID NOT NULL,
    "seed_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sector" TEXT NOT NULL,
    "phone" TEXT NOT NULL,

    CONSTRAINT "school_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "phone_number" (
    "id" UUID NOT NULL,
    "authority_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "phone_number_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ref_code" (
    "id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "label" TEXT NOT NULL,
    "hint" TEXT,
    "position" INTEGER NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "ref_code_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE INDEX "membership_person_id_idx" ON "membership"("person_id");

-- CreateIndex
CREATE INDEX "membership_school_id_idx" ON "membership"("school_id");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "rate_limit_key_key" ON "rate_limit"("key");

-- CreateIndex
CREATE UNIQUE INDEX "alert_reference_key" ON "alert"("reference");

-- CreateIndex
CREATE INDEX "alert_state_answer_due_at_idx" ON "alert"("state", "answer_due_at");

-- CreateIndex
CREATE INDEX "alert_learner_id_raised_at_idx" ON "alert"("learner_id", "raised_at");

-- CreateIndex
CREATE INDEX "alert_school_id_raised_at_idx" ON "alert"("school_id", "raised_at");

-- CreateIndex
CREATE UNIQUE INDEX "alert_raised_by_id_form_key_key" ON "alert"("raised_by_id", "form_key");

-- CreateIndex
CREATE UNIQUE INDEX "alert_option_alert_id_alternative_key" ON "alert_option"("alert_id", "alternative");

-- CreateIndex
CREATE INDEX "alert_person_alert_id_idx" ON "alert_person"("alert_id");

-- CreateIndex
CREATE INDEX "alert_meeting_alert_id_idx" ON "alert_meeting"("alert_id");

-- CreateIndex
CREATE INDEX "alert_fact_alert_id_idx" ON "alert_fact"("alert_id");

-- CreateIndex
CREATE INDEX "audit_line_subject_kind_subject_id_at_idx" ON "audit_line"("subject_kind", "subject_id", "at");

-- CreateIndex
CREATE INDEX "audit_line_person_id_at_idx" ON "audit_line"("person_id", "at");

-- CreateIndex
CREATE INDEX "read_line_learner_id_window_start_idx" ON "read_line"("learner_id", "window_start");

-- CreateIndex
CREATE UNIQUE INDEX "read_line_person_id_section_read_key_window_start_key" ON "read_line"("person_id", "section", "read_key", "window_start");

-- CreateIndex
CREATE UNIQUE INDEX "duty_hours_authority_id_weekday_key" ON "duty_hours"("authority_id", "weekday");

-- CreateIndex
CREATE UNIQUE INDEX "term_authority_id_starts_on_key" ON "term"("authority_id", "starts_on");

-- CreateIndex
CREATE UNIQUE INDEX "closed_day_authority_id_day_key" ON "closed_day"("authority_id", "day");

-- CreateIndex
CREATE INDEX "event_about_kind_about_id_at_idx" ON "event"("about_kind", "about_id", "at");

-- CreateIndex
CREATE INDEX "event_learner_id_at_idx" ON "event"("learner_id", "at");

-- CreateIndex
CREATE INDEX "action_person_id_done_at_idx" ON "action"("person_id", "done_at");

-- CreateIndex
CREATE INDEX "action_about_kind_about_id_idx" ON "action"("about_kind", "about_id");

-- CreateIndex
CREATE UNIQUE INDEX "duty_turn_area_id_weekday_key" ON "duty_turn"("area_id", "weekday");

-- CreateIndex
CREATE UNIQUE INDEX "learner_scn_key" ON "learner"("scn");

-- CreateIndex
CREATE INDEX "learner_family_name_given_name_idx" ON "learner"("family_name", "given_name");

-- CreateIndex
CREATE INDEX "care_period_learner_id_idx" ON "care_period"("learner_id");

-- CreateIndex
CREATE INDEX "school_enrolment_learner_id_idx" ON "school_enrolment"("learner_id");

-- CreateIndex
CREATE INDEX "school_enrolment_school_id_idx" ON "school_enrolment"("school_id");

-- CreateIndex
CREATE INDEX "learner_person_learner_id_idx" ON "learner_person"("learner_id");

-- CreateIndex
CREATE INDEX "caseload_person_id_idx" ON "caseload"("person_id");

-- CreateIndex
CREATE INDEX "caseload_learner_id_idx" ON "caseload"("learner_id");

-- CreateIndex
CREATE INDEX "outbox_mail_state_created_at_idx" ON "outbox_mail"("state", "created_at");

-- CreateIndex
CREATE INDEX "outbox_mail_state_next_attempt_at_idx" ON "outbox_mail"("state", "next_attempt_at");

-- CreateIndex
CREATE INDEX "outbox_mail_about_kind_about_id_idx" ON "outbox_mail"("about_kind", "about_id");

-- CreateIndex
CREATE UNIQUE INDEX "mailbox_mail_outbox_id_key" ON "mailbox_mail"("outbox_id");

-- CreateIndex
CREATE INDEX "mailbox_mail_sent_at_idx" ON "mailbox_mail"("sent_at");

-- CreateIndex
CREATE UNIQUE INDEX "authority_name_key" ON "authority"("name");

-- CreateIndex
CREATE UNIQUE INDEX "area_authority_id_name_key" ON "area"("authority_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "school_seed_code_key" ON "school"("seed_code");

-- CreateIndex
CREATE INDEX "school_authority_id_idx" ON "school"("authority_id");

-- CreateIndex
CREATE UNIQUE INDEX "phone_number_authority_id_purpose_position_key" ON "phone_number"("authority_id", "purpose", "position");

-- CreateIndex
CREATE UNIQUE INDEX "ref_code_list_code_version_key" ON "ref_code"("list", "code", "version");

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unverified_child" ADD CONSTRAINT "unverified_child_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_option" ADD CONSTRAINT "alert_option_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_person" ADD CONSTRAINT "alert_person_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_meeting" ADD CONSTRAINT "alert_meeting_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_decision" ADD CONSTRAINT "alert_decision_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_fact" ADD CONSTRAINT "alert_fact_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alert"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "care_period" ADD CONSTRAINT "care_period_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "school_enrolment" ADD CONSTRAINT "school_enrolment_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "learner_person" ADD CONSTRAINT "learner_person_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "caseload" ADD CONSTRAINT "caseload_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "area" ADD CONSTRAINT "area_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "school" ADD CONSTRAINT "school_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "school" ADD CONSTRAINT "school_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "area"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phone_number" ADD CONSTRAINT "phone_number_authority_id_fkey" FOREIGN KEY ("authority_id") REFERENCES "authority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
