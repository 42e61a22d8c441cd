-- Ways to reach people beside e-mail, and what became of each message.

ALTER TABLE "outbox_mail" ADD COLUMN     "asks" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "channel" TEXT NOT NULL DEFAULT 'email',
ADD COLUMN     "delivered_at" TIMESTAMPTZ(3),
ADD COLUMN     "provider_id" TEXT,
ADD COLUMN     "signing_key" TEXT,
ADD COLUMN     "status_due_at" TIMESTAMPTZ(3);
ALTER TABLE "authority" ADD COLUMN     "allowed_channels" TEXT[] DEFAULT ARRAY['email']::TEXT[];
CREATE TABLE "person_channel" (
    "person_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "is_on" BOOLEAN NOT NULL,
    "address" TEXT,
    "signing_key" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_channel_pkey" PRIMARY KEY ("person_id","kind")
);
CREATE INDEX "outbox_mail_to_person_id_channel_created_at_idx" ON "outbox_mail"("to_person_id", "channel", "created_at");
ALTER TABLE "person_channel" ADD CONSTRAINT "person_channel_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Dropped: the alert was answered before the message was sent.
ALTER TABLE outbox_mail DROP CONSTRAINT outbox_mail_state_check,
  ADD CONSTRAINT outbox_mail_state_check CHECK (state IN ('queued', 'accepted', 'failed', 'undeliverable', 'dropped')),
  ADD CHECK (channel IN ('email', 'notify_email', 'sms', 'webhook'));
ALTER TABLE person_channel ADD CHECK (kind IN ('email', 'notify_email', 'sms', 'webhook')),
  ADD CHECK ((kind IN ('sms', 'webhook')) = (address IS NOT NULL)), ADD CHECK ((kind = 'webhook') = (signing_key IS NOT NULL));
-- A sign-in code goes by e-mail, so one kind of it is always allowed.
ALTER TABLE authority ADD CHECK (allowed_channels IS NOT NULL AND allowed_channels && ARRAY['email', 'notify_email']
  AND allowed_channels <@ ARRAY['email', 'notify_email', 'sms', 'webhook']);
-- Few rows wait for GOV.UK Notify's word at any time.
CREATE INDEX outbox_mail_status_due ON outbox_mail (status_due_at) WHERE status_due_at IS NOT NULL;
-- Room on each page for the lease of a row, so that taking it touches no index.
ALTER TABLE outbox_mail SET (fillfactor = 75);

GRANT SELECT (channel, asks, delivered_at) ON outbox_mail TO virtual_school_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON person_channel TO virtual_school_web;
GRANT SELECT ON person_channel, authority TO virtual_school_worker;
-- Reminders and alarms are written by the worker.
GRANT INSERT ON outbox_mail TO virtual_school_worker;

DROP TRIGGER tell_changed ON outbox_mail;
CREATE TRIGGER tell_changed AFTER UPDATE OF state, delivered_at ON outbox_mail FOR EACH ROW EXECUTE FUNCTION app.tell_alert_changed();

CREATE OR REPLACE FUNCTION app.requeue_mail(mail uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE outbox_mail SET state = 'queued', attempts = 0, next_attempt_at = now(), failed_at = NULL, lease_owner = NULL, lease_until = NULL,
    accepted_at = NULL, provider_id = NULL, status_due_at = NULL
    WHERE id = mail AND template <> 'accounts/sign-in-code'
      AND (state IN ('failed', 'undeliverable') OR (state = 'queued' AND lease_owner IS NULL));
  RETURN FOUND;
END $$;

-- One line on the alert says that a message about it could not be delivered. The worker sees no alert: where the line belongs it reads
-- from the alert's clock.
CREATE POLICY undelivered ON event FOR INSERT TO virtual_school_worker
  WITH CHECK (kind = 'mail.undelivered' AND person_id IS NULL AND detail IS NULL);

-- Gives back whether the next person is asked now: nobody was reached by this telling over any channel, nor is about to be. Whoever calls
-- has taken the alert's clock, so that of two messages that fail at the same moment the second sees the first.
CREATE FUNCTION app.tell_undelivered(mail uuid, at timestamptz) RETURNS boolean LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  lost outbox_mail;
  what text;
  person text;
BEGIN
  SELECT * INTO lost FROM outbox_mail WHERE id = tell_undelivered.mail AND about_kind = 'alert' AND state IN ('failed', 'undeliverable');
  IF NOT FOUND THEN RETURN false; END IF;
  what := CASE lost.channel WHEN 'sms' THEN 'text message' WHEN 'webhook' THEN 'webhook message' ELSE 'mail' END;
  SELECT name INTO person FROM person WHERE id = lost.to_person_id;
  INSERT INTO event (id, at, kind, about_kind, about_id, learner_id, school_id, audience, summary)
    SELECT gen_random_uuid(), tell_undelivered.at, 'mail.undelivered', 'alert', c.alert_id, c.learner_id, c.school_id,
      'school_and_virtual_school',
      format('The %s to %s could not be delivered', what, coalesce(person, 'somebody who is not in the system'))
    FROM alert_clock c WHERE c.alert_id = lost.about_id;
  IF NOT lost.asks OR EXISTS (
    SELECT FROM outbox_mail m WHERE m.about_kind = 'alert' AND m.about_id = lost.about_id AND m.template = lost.template
      AND m.created_at = lost.created_at AND m.id <> lost.id AND (m.state = 'accepted' OR (m.state = 'queued' AND m.last_problem IS NULL)))
  THEN RETURN false; END IF;
  RETURN app.fire_next_step_now(lost.about_id, tell_undelivered.at);
END $$;
REVOKE EXECUTE ON FUNCTION app.tell_undelivered(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.tell_undelivered(uuid, timestamptz) TO virtual_school_worker;
