-- The ledger of what is owed on alerts: what the auditor found, when it last looked, and when each step was first promised.

CREATE TABLE audit_run (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind text NOT NULL CHECK (kind IN ('minute', 'full')),
  started_at timestamptz(3) NOT NULL,
  finished_at timestamptz(3) NOT NULL,
  took_ms integer NOT NULL,
  is_ok boolean NOT NULL,
  counts jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_run_kind_finished_at_idx ON audit_run (kind, finished_at);

-- No reference to the alert: what is found may be that there is none.
CREATE TABLE broken_promise (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  code text NOT NULL,
  alert_id uuid,
  reference text,
  found_at timestamptz(3) NOT NULL,
  resolved_at timestamptz(3)
);
-- One that is still broken is told of once.
CREATE UNIQUE INDEX broken_promise_open ON broken_promise (code, alert_id) NULLS NOT DISTINCT WHERE resolved_at IS NULL;
ALTER TABLE broken_promise ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY duty_board ON broken_promise FOR SELECT TO virtual_school_web USING ((SELECT app.sees_all()));
CREATE POLICY auditor ON broken_promise TO virtual_school_worker USING (true);

GRANT SELECT, INSERT, DELETE ON audit_run TO virtual_school_worker;
GRANT SELECT, INSERT, UPDATE (resolved_at) ON broken_promise TO virtual_school_worker;
GRANT SELECT ON audit_run, broken_promise TO virtual_school_web;

-- When a step was due when it was frozen. Whatever moves the step later, this stays, so a step that was put off is found.
ALTER TABLE alert_step ADD COLUMN promised_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE alert_step NO FORCE ROW LEVEL SECURITY;
UPDATE alert_step SET promised_at = due_at;
ALTER TABLE alert_step FORCE ROW LEVEL SECURITY;
CREATE FUNCTION app.keep_promised_at() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.promised_at := CASE TG_OP WHEN 'INSERT' THEN NEW.due_at ELSE OLD.promised_at END;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_promised_at BEFORE INSERT OR UPDATE OF promised_at ON alert_step FOR EACH ROW EXECUTE FUNCTION app.keep_promised_at();

-- The worker sees no alert. These functions of the owner give it counts and ids; only while one of them runs does the owner see the rows.
CREATE FUNCTION app.is_auditing() RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT coalesce(current_setting('app.auditing', true), '') = 'on' $$;
CREATE POLICY audited ON alert FOR SELECT TO CURRENT_USER USING ((SELECT app.is_auditing()));
CREATE POLICY audited ON alert_clock FOR SELECT TO CURRENT_USER USING ((SELECT app.is_auditing()));

CREATE FUNCTION app.count_alerts(states text[]) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE found bigint;
BEGIN
  SET LOCAL app.auditing = 'on';
  SELECT count(*) INTO found FROM alert WHERE state = ANY (count_alerts.states);
  SET LOCAL app.auditing = '';
  RETURN found;
END $$;
-- Wait for an answer, and nothing ticks for them.
CREATE FUNCTION app.alerts_without_clock() RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SET LOCAL app.auditing = 'on';
  RETURN QUERY SELECT a.id FROM alert a LEFT JOIN alert_clock c ON c.alert_id = a.id
    WHERE a.state NOT IN ('closed', 'withdrawn', 'duplicate') AND a.acknowledged_at IS NULL AND (c.alert_id IS NULL OR c.ended_at IS NOT NULL OR c.acknowledged_at IS NOT NULL);
  SET LOCAL app.auditing = '';
END $$;
-- Written down as raised, and not there.
CREATE FUNCTION app.lost_alerts() RETURNS SETOF uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SET LOCAL app.auditing = 'on';
  RETURN QUERY SELECT l.subject_id FROM audit_line l
    WHERE l.action = 'alert.raised' AND l.subject_kind = 'alert' AND NOT EXISTS (SELECT FROM alert a WHERE a.id = l.subject_id);
  SET LOCAL app.auditing = '';
END $$;
REVOKE EXECUTE ON FUNCTION app.count_alerts(text[]), app.alerts_without_clock(), app.lost_alerts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.count_alerts(text[]), app.alerts_without_clock(), app.lost_alerts() TO virtual_school_worker;

-- The time budget of a run, until the transaction ends: a setting takes no parameter.
CREATE FUNCTION app.limit_statements(milliseconds integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('SET LOCAL statement_timeout = %s', milliseconds);
END $$;
