import type { Database } from "#tests/support/database";

/** What goes wrong, the time of day at which it has to be found, and how it is done. */
type Delay = [name: string, time: string, delay: (id: string) => Promise<unknown>];

/** Ways to delay an alert that was raised at 10:02 and delivered, all of them behind the app's back. */
export function delaysIn(database: Database, somebody: () => string): Delay[] {
  const sql = (text: string, values: unknown[]) => database.superuserQuery(text, values);

  const step = (set: string) => (id: string) => sql(`update alert_step set ${set} where alert_id = $1`, [id]);

  return [
    [
      "its message waits",
      "10:10",
      (id) =>
        sql(
          "update outbox_mail set state = 'queued', next_attempt_at = now() + interval '1 day' where about_id = $1",
          [id],
        ),
    ],
    ["its message is gone", "10:10", (id) => sql("delete from outbox_mail where about_id = $1", [id])],
    [
      "its message was refused",
      "10:10",
      (id) => sql("update outbox_mail set state = 'undeliverable' where about_id = $1", [id]),
    ],
    [
      "its message was dropped",
      "10:10",
      (id) => sql("update outbox_mail set state = 'dropped' where about_id = $1", [id]),
    ],
    [
      "its message is left lying",
      "10:04",
      (id) =>
        sql(
          "update outbox_mail set state = 'queued', next_attempt_at = now() - interval '2 minutes' where about_id = $1",
          [id],
        ),
    ],
    ["its first step was due long ago", "10:10", step("due_at = due_at - interval '15 minutes'")],
    ["its steps were put off until tomorrow", "10:20", step("due_at = due_at + interval '1 day'")],
    [
      "its step is not planned any more",
      "10:20",
      (id) => sql("update alert_clock set next_step_due_at = null where alert_id = $1", [id]),
    ],
    [
      "its step is planned for tomorrow",
      "10:20",
      (id) =>
        sql(
          "update alert_clock set next_step_due_at = next_step_due_at + interval '1 day' where alert_id = $1",
          [id],
        ),
    ],
    [
      "its first step says done, without a message",
      "10:18",
      (id) =>
        sql(
          "update alert_step set state = 'done', done_at = due_at, told = array[$2]::uuid[] where alert_id = $1 and position = 1",
          [id, somebody()],
        ),
    ],
    ["its steps say done and told nobody", "10:18", step("state = 'done', done_at = promised_at")],
    ["its steps were cancelled", "10:10", step("state = 'cancelled', done_at = '2026-11-23T10:03:00Z'")],
    ["its steps were skipped", "10:10", step("state = 'skipped', done_at = '2026-11-23T10:03:00Z'")],
    ["its steps are gone", "10:10", (id) => sql("delete from alert_step where alert_id = $1", [id])],
    [
      "its clock says that it has ended",
      "10:10",
      (id) => sql("update alert_clock set ended_at = '2026-11-23T10:03:00Z' where alert_id = $1", [id]),
    ],
    [
      "its clock says that it was answered",
      "10:10",
      (id) =>
        sql(
          "update alert_clock set acknowledged_at = '2026-11-23T10:03:00Z', acknowledged_by_id = $2, heard_at = now() where alert_id = $1",
          [id, somebody()],
        ),
    ],
  ];
}
