import type { Database } from "./database";

type TracedEvent = {
  summary: string;
  detail: string | null;
  audience: string;
  person_id: string | null;
  learner_id: string | null;
};

/** What one kind of change left behind about an alert: lines of the timeline, audit lines, and the alert itself. */
export async function tracesOf(database: Database, alertId: string, kind: string) {
  const events = await database.superuserQuery<TracedEvent>(
    "select summary, detail, audience, person_id, learner_id from event where about_id = $1 and kind = $2 order by sequence",
    [alertId, kind],
  );
  const audit = await database.superuserQuery(
    "select at, person_id, detail from audit_line where subject_id = $1 and action = $2 order by at",
    [alertId, kind],
  );
  const [alert] = await database.superuserQuery("select * from alert where id = $1", [alertId]);
  return { events, audit, alert: alert ?? {} };
}

/** Mails of one template about an alert: to whom, and what they hold. */
export const mailsOf = (database: Database, alertId: string, template: string) =>
  database.superuserQuery<{ to_person_id: string; input: Record<string, unknown> }>(
    "select to_person_id, input from outbox_mail where about_id = $1 and template = $2 order by to_address",
    [alertId, template],
  );

/** Rows of a table that belongs to an alert. */
export const rowsOf = (
  database: Database,
  table:
    | "alert_option"
    | "alert_person"
    | "alert_meeting"
    | "alert_decision"
    | "alert_fact"
    | "unverified_child",
  alertId: string,
) => database.superuserQuery(`select * from ${table} where alert_id = $1`, [alertId]);

/** Actions of an alert, next due first. */
export const actionsOf = (database: Database, alertId: string) =>
  database.superuserQuery(
    `select id, kind, what, person_id, learner_id, to_char(due_on, 'YYYY-MM-DD') due_on, audience, done_at, done_by, dropped_at
       from action where about_id = $1 order by due_on, created_at`,
    [alertId],
  );

/** Facts of an alert in the order in which they happened; days as "2026-11-22". */
export const factsOf = (database: Database, alertId: string) =>
  database.superuserQuery<{ kind: string; day: string; source: string; openings: number | null }>(
    `select kind, to_char(happened_on, 'YYYY-MM-DD') as day, source, openings
       from alert_fact where alert_id = $1 order by happened_on, kind`,
    [alertId],
  );
