import pg from "pg";
import { describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aSchool } from "#tests/factories/organisations";
import { aDatabase } from "#tests/support/database";
import { rowSecurityProblems } from "./row-security";

const spoilt = await aDatabase();
const database = await aDatabase();

it("everything that holds learners' data is bound to who asks", async () => {
  expect(await rowSecurityProblems(database.superuserQuery)).toEqual([]);
});

describe("what the database shows", () => {
  it("is decided once for a statement, not once for each row", async () => {
    const client = new pg.Client({ connectionString: database.webUrl });
    await client.connect();
    const tables = await database.superuserQuery<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relrowsecurity AND has_table_privilege('virtual_school_web', oid, 'SELECT') ORDER BY 1",
    );
    const plans = new Map<string, string>();
    for (const { name } of tables) {
      const { rows } = await client.query<{ "QUERY PLAN": string }>(`EXPLAIN SELECT * FROM ${name}`);
      plans.set(name, rows.map((row) => row["QUERY PLAN"]).join("\n"));
    }
    await client.end();
    expect(plans.size).toBeGreaterThan(12);
    expect([...plans].filter(([, plan]) => !plan.includes("InitPlan") || plan.includes("SubPlan"))).toEqual(
      [],
    );
  });
});

/** May the role? `column` narrows it to one. */
async function isGranted(
  role: "web" | "worker",
  privilege: string,
  table: string,
  column?: string,
): Promise<boolean> {
  const group = `virtual_school_${role}`;
  const [row] = await database.superuserQuery<{ granted: boolean }>(
    column
      ? "SELECT has_column_privilege($1, $2, $4, $3) AS granted"
      : "SELECT CASE WHEN $3 = 'DELETE' THEN has_table_privilege($1, $2, $3) ELSE has_any_column_privilege($1, $2, $3) END AS granted",
    column ? [group, table, privilege, column] : [group, table, privilege],
  );
  return row?.granted ?? false;
}

const never = ["SELECT", "INSERT", "UPDATE", "DELETE"] as const;

describe("the web role", () => {
  it.each([
    ["read", "SELECT", "audit_line"],
    ["change", "UPDATE", "audit_line"],
    ["remove from", "DELETE", "audit_line"],
    ["read", "SELECT", "read_line"],
    ["change", "UPDATE", "read_line"],
    ["remove from", "DELETE", "read_line"],
    ["change", "UPDATE", "outbox_mail"],
    ["remove from", "DELETE", "outbox_mail"],
    ["change", "UPDATE", "event"],
    ["remove from", "DELETE", "event"],
    ["remove from", "DELETE", "alert_fact"],
    ["remove from", "DELETE", "alert"],
    ["remove from", "DELETE", "learner"],
    ["change", "UPDATE", "installation"],
    ["change", "INSERT", "mailbox_mail"],
    ["change", "UPDATE", "worker_heartbeat"],
  ])("may not %s (%s) %s", async (_, privilege, table) => {
    expect(await isGranted("web", privilege, table)).toBe(false);
  });

  it.each(["kind", "happened_on", "source", "openings", "alert_id", "person_id", "recorded_at"])(
    "does not change %s of a fact, which can only be withdrawn",
    async (column) => {
      expect(await isGranted("web", "UPDATE", "alert_fact", column)).toBe(false);
      expect(await isGranted("web", "UPDATE", "alert_fact", "withdrawn_at")).toBe(true);
    },
  );

  it.each(["secret", "secret_expires", "input", "to_address", "lease_owner"])(
    "does not see %s of a mail",
    async (column) => {
      expect(await isGranted("web", "SELECT", "outbox_mail", column)).toBe(false);
    },
  );

  it.each(["audit_line", "read_line", "outbox_mail", "event"])("may add to %s", async (table) => {
    expect(await isGranted("web", "INSERT", table)).toBe(true);
  });
});

describe("the worker role", () => {
  const narrative = [
    "alert",
    "alert_draft",
    "alert_option",
    "alert_person",
    "alert_meeting",
    "alert_decision",
    "alert_fact",
    "unverified_child",
  ];
  const others = [
    "action",
    "learner",
    "care_period",
    "school_enrolment",
    "learner_person",
    "caseload",
    "session",
    "account",
    "verification",
    "read_line",
  ];

  it.each([...narrative, ...others])("has nothing to do with %s", async (table) => {
    for (const privilege of never) expect(await isGranted("worker", privilege, table)).toBe(false);
  });

  it("sees of a person the name and where to write", async () => {
    const columns = await database.superuserQuery<{ name: string }>(
      `SELECT attname AS name FROM pg_attribute WHERE attrelid = 'person'::regclass AND attnum > 0 AND NOT attisdropped
         AND has_column_privilege('virtual_school_worker', attrelid, attnum, 'SELECT') ORDER BY 1`,
    );
    expect(columns.map(({ name }) => name)).toEqual(["email", "id", "name"]);
    for (const privilege of ["INSERT", "UPDATE", "DELETE"])
      expect(await isGranted("worker", privilege, "person")).toBe(false);
  });

  it.each(["SELECT", "UPDATE", "DELETE"])("may not %s events", async (privilege) => {
    expect(await isGranted("worker", privilege, "event")).toBe(false);
  });

  it.each([
    ["an escalation", "alert.escalated", null, null, true],
    ["a message that is lost", "mail.undelivered", null, null, true],
    ["a message that is lost, with a name", "mail.undelivered", "somebody", null, false],
    ["another kind", "alert.raised", null, null, false],
    ["somebody's name", "alert.escalated", "somebody", null, false],
    ["free text", "alert.escalated", null, "Something that was said", false],
  ])("adds events of its own kinds only: %s", async (_, kind, person, detail, isTaken) => {
    const { personId } = await aPerson("lead");
    const school = await aSchool();
    const client = new pg.Client({ connectionString: database.workerUrl });
    await client.connect();
    const adding = client.query(
      `INSERT INTO event (id, at, kind, school_id, about_kind, about_id, person_id, audience, summary, detail)
       VALUES (gen_random_uuid(), now(), $1, $2, 'alert', gen_random_uuid(), $3, 'school_and_virtual_school', 'x', $4)`,
      [kind, school.id, person && personId, detail],
    );
    const taken = await adding.then(
      () => true,
      () => false,
    );
    await client.end();
    expect(taken).toBe(isTaken);
  });

  it.each([
    ["alert_clock", "next_step_due_at", true],
    ["alert_clock", "acknowledged_at", false],
    ["alert_clock", "answer_due_at", false],
    ["alert_step", "state", true],
    ["alert_step", "who", false],
  ])("changes of %s the column %s: %s", async (table, column, may) => {
    expect(await isGranted("worker", "UPDATE", table, column)).toBe(may);
    expect(await isGranted("worker", "INSERT", table)).toBe(false);
    expect(await isGranted("worker", "DELETE", table)).toBe(false);
  });

  it.each(["SELECT", "UPDATE", "DELETE"])("may not %s the audit", async (privilege) => {
    expect(await isGranted("worker", privilege, "audit_line")).toBe(false);
  });
});

it("a row that nobody may see is seen by nobody: no person, no rows", async () => {
  const client = new pg.Client({ connectionString: database.webUrl });
  await client.connect();
  for (const person of [null, ""]) {
    await client.query("BEGIN");
    if (person !== null) await client.query("SELECT set_config('app.person_id', $1, true)", [person]);
    expect((await client.query("SELECT id FROM learner")).rowCount).toBe(0);
    await client.query("COMMIT");
  }
  await client.end();
});

/** Statements that spoil a database, each with the problem it makes. All are run on one database. */
const spoiling: [string, string][] = [
  [
    "CREATE TABLE letter (id uuid, learner_id uuid); GRANT SELECT ON letter TO virtual_school_web",
    "letter has no forced row-level security",
  ],
  ["CREATE TABLE visit (id uuid)", "visit has no forced row-level security"],
  [
    "CREATE TABLE plan (id uuid, alert_id uuid); GRANT UPDATE ON plan TO virtual_school_worker; ALTER TABLE plan ENABLE ROW LEVEL SECURITY",
    "plan has no forced row-level security",
  ],
  [
    "CREATE TABLE award (learner_id uuid); GRANT SELECT ON award TO virtual_school_web; ALTER TABLE award ENABLE ROW LEVEL SECURITY; ALTER TABLE award FORCE ROW LEVEL SECURITY",
    "award has no policy",
  ],
  ["ALTER TABLE area ADD COLUMN learner_id uuid", "area holds learners' data and is listed as holding none"],
  ["ALTER TABLE alert NO FORCE ROW LEVEL SECURITY", "alert has no forced row-level security"],
  ["ALTER TABLE learner DISABLE ROW LEVEL SECURITY", "learner has no forced row-level security"],
  ["CREATE VIEW every_learner AS SELECT * FROM learner", "every_learner is a view"],
  [
    "CREATE POLICY subquery ON event USING (EXISTS (SELECT FROM membership m WHERE m.school_id = event.school_id))",
    "policy subquery of event asks a subquery for each row",
  ],
  [
    "CREATE POLICY by_row ON event USING (school_id = ANY (app.my_school_ids()))",
    "policy by_row of event calls a function for each row",
  ],
  [
    "CREATE POLICY with_row ON action FOR INSERT WITH CHECK (person_id = app.person_id())",
    "policy with_row of action calls a function for each row",
  ],
  [
    "CREATE POLICY by_setting ON action USING (person_id = current_setting('app.person_id')::uuid)",
    "policy by_setting of action calls a function for each row",
  ],
  ["CREATE POLICY everything ON caseload USING (true)", "policy everything of caseload shows everything"],
  [
    "CREATE POLICY due_for_erasure ON learner TO virtual_school_web USING (id IN (SELECT learner_id FROM caseload))",
    "policy due_for_erasure of learner asks a subquery",
  ],
  [
    "CREATE FUNCTION app.open_path() RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'; REVOKE EXECUTE ON FUNCTION app.open_path() FROM PUBLIC",
    "app.open_path() runs as its owner without a search_path",
  ],
  [
    "CREATE FUNCTION app.for_all() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = public AS 'SELECT 1'",
    "app.for_all() runs as its owner for everybody",
  ],
  [
    "CREATE FUNCTION app.tells() RETURNS SETOF learner LANGUAGE sql SECURITY DEFINER SET search_path = public AS 'SELECT * FROM learner'",
    "app.tells() gives back more than ids",
  ],
];

describe("finds, in a database where somebody ran", () => {
  const found: Promise<string[]> = (async () => {
    for (const [statement] of spoiling) await spoilt.ownerQuery(statement);
    await spoilt.superuserQuery(
      "CREATE FUNCTION app.as_superuser() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = public AS 'SELECT 1'",
    );
    return rowSecurityProblems(spoilt.superuserQuery);
  })();

  it.each([...spoiling, ["a function of the superuser's", "app.as_superuser() runs as"]])(
    "%s",
    async (_, problem) => {
      expect(await found).toContainEqual(expect.stringContaining(problem));
    },
  );

  it("a role that nothing binds, or that owns tables", async () => {
    const roles = [{ name: "virtual_school_web", unbound: true, owns: 1, owner: false }];
    const query = (sql: string) => Promise.resolve(sql.includes("pg_roles") ? roles : []);
    const problems = await rowSecurityProblems(query as typeof database.superuserQuery);
    expect(problems).toEqual([
      "virtual_school_web is not bound by row-level security",
      "virtual_school_web owns tables",
    ]);
  });
});
