import { randomUUID } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { aDatabaseToMigrate, type Database } from "#tests/support/database";
import { migrate } from "~/start/migrate.server";
import { builtInMigrations } from "~/start/migrations.server";

const firstWithClocks = "20261122040200_escalation";
const log = () => undefined;
const hour = 3_600_000;
const ids = { waiting: randomUUID(), decided: randomUUID(), answered: randomUUID(), withdrawn: randomUUID() };

let database: Database;

/** Rows as they were stored before there were clocks: no command of today writes them. */
async function alertsOfBefore() {
  const [authority, area, school, person] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await database.superuserQuery(`
    insert into authority (id, name) values ('${authority}', 'Strathvale');
    insert into area (id, authority_id, name) values ('${area}', '${authority}', 'North');
    insert into school (id, authority_id, area_id, seed_code, name, sector, phone)
      values ('${school}', '${authority}', '${area}', '8400001', 'Glenmore Academy', 'secondary', '01632 960000');
    insert into person (id, name, email) values ('${person}', 'Ailsa Munro', 'ailsa@example.org');`);
  const raised = new Date(Date.now() - hour).toISOString();
  const later = new Date(Date.now() - hour / 2).toISOString();
  const rows: [string, string, string | null, string | null, string | null][] = [
    [ids.waiting, "raised", null, null, null],
    [ids.decided, "decided", null, later, null],
    [ids.answered, "acknowledged", later, null, null],
    [ids.withdrawn, "withdrawn", null, null, later],
  ];
  for (const [index, [id, state, answeredAt, decidedAt, endedAt]] of rows.entries()) {
    await database.superuserQuery(
      `insert into alert (id, reference, form_key, form_digest, school_id, raised_by_id, state, urgency, raised_at, answer_due_at,
         acknowledged_at, acknowledged_by_id, decided_at, ended_at, decision_already_made, is_child_safe, was_sent_out, where_now,
         with_whom, what_happened, child_view)
       values ($1, $2, $3, 'digest', $4, $5, $6, 'today', $7, $7, $8::timestamptz,
         case when $8::timestamptz is null then null else $5::uuid end, $9, $10, false, true, false, 'with_adult', '', '', 'not_asked_yet')`,
      [id, `A-2026-000${index}`, randomUUID(), school, person, state, raised, answeredAt, decidedAt, endedAt],
    );
  }
}

beforeAll(async () => {
  database = await aDatabaseToMigrate();
  const all = builtInMigrations();
  await migrate({ ...database, log, migrations: all.filter(({ name }) => name < firstWithClocks) });
  await alertsOfBefore();
  await migrate({ ...database, log, migrations: all });
});

it.each([
  ["waits", ids.waiting, "gets its four steps, from now on", 4],
  ["was decided before anybody answered", ids.decided, "still owes the answer", 4],
  ["was answered", ids.answered, "asks nobody", 0],
  ["was withdrawn", ids.withdrawn, "asks nobody", 0],
])("an alert of before that %s: %s %s", async (_, id, _what, steps) => {
  const found = await database.superuserQuery<{ due_at: Date }>(
    "select due_at from alert_step where alert_id = $1 and state = 'pending' order by position",
    [id],
  );
  expect(found).toHaveLength(steps);
  for (const { due_at } of found) expect(due_at.getTime()).toBeGreaterThan(Date.now());
  const [clock] = await database.superuserQuery<{ next_step_due_at: Date | null }>(
    "select next_step_due_at from alert_clock where alert_id = $1",
    [id],
  );
  expect(clock?.next_step_due_at ?? null).toEqual(found[0]?.due_at ?? null);
});
