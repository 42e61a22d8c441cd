import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { aDatabaseToMigrate, type Database } from "#tests/support/database";
import { migrate } from "~/start/migrate.server";
import { type Migration, pendingMigrations } from "~/start/migrations.server";

const first: Migration = {
  name: "20260101000000_first",
  sql: "CREATE TABLE thing (id int);\nGRANT SELECT ON thing TO virtual_school_web;",
};
const withBody: Migration = {
  name: "20260102000000_body",
  sql: `-- a comment; with a semicolon
CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1; RETURN n * 2;
END $$;
ALTER TABLE thing ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON thing USING (id = 1)`,
};
const broken: Migration = {
  name: "20260103000000_broken",
  sql: "CREATE TABLE half (id int);\n\nSELECT * FROM nowhere;\n",
};

const log = () => undefined;
const run = (database: Database, migrations: Migration[], more = {}) =>
  migrate({ ...database, migrations, log, ...more });
const hasTable = async (database: Database, name: string) =>
  (await database.superuserQuery("SELECT FROM pg_tables WHERE tablename = $1", [name])).length === 1;

describe("migrate", () => {
  it("applies each migration once, whole scripts with function bodies too", async () => {
    const database = await aDatabaseToMigrate();
    expect(await run(database, [first])).toEqual({ applied: [first.name] });
    expect(await pendingMigrations(database.webUrl, [first, withBody])).toEqual([withBody.name]);
    expect(await run(database, [first, withBody])).toEqual({ applied: [withBody.name] });
    expect(await run(database, [first, withBody])).toEqual({ applied: [] });
    expect(await pendingMigrations(database.webUrl, [first, withBody])).toEqual([]);
    expect(await database.ownerQuery("SELECT twice(21)")).toEqual([{ twice: 42 }]);
  });

  it("leaves nothing of a migration that fails, says where it failed, and goes on once it is mended", async () => {
    const database = await aDatabaseToMigrate();
    await expect(run(database, [first, broken])).rejects.toThrow(
      'Migration 20260103000000_broken, line 3: relation "nowhere" does not exist. Nothing of it was applied.',
    );
    expect(await hasTable(database, "thing")).toBe(true);
    expect(await hasTable(database, "half")).toBe(false);
    const mended = { ...broken, sql: "CREATE TABLE half (id int)" };
    expect(await run(database, [first, mended])).toEqual({ applied: [mended.name] });
  });

  it("goes on after it was killed in the middle", async () => {
    const database = await aDatabaseToMigrate();
    await run(database, [first]);
    await database.superuserQuery(
      "INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at) VALUES ($1, 'x', $2, now())",
      [randomUUID(), withBody.name],
    );
    expect(await pendingMigrations(database.webUrl, [first, withBody])).toEqual([withBody.name]);
    expect(await run(database, [first, withBody])).toEqual({ applied: [withBody.name] });
  });

  it("is safe to run twice at the same moment", async () => {
    const database = await aDatabaseToMigrate();
    const results = await Promise.all([run(database, [first, withBody]), run(database, [first, withBody])]);
    expect(results.flatMap((result) => result.applied).sort()).toEqual([first.name, withBody.name]);
  });

  it("makes login roles that hold only their group", async () => {
    const database = await aDatabaseToMigrate();
    const name = `web_${randomUUID().slice(0, 8)}`;
    const webUrl = database.webUrl.replace(/\/\/[^@]+@/, `//${name}:p%2Fss@`);
    await run(database, [first], { webUrl });
    const [role] = await database.superuserQuery(
      `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb,
         (SELECT array_agg(roleid::regrole::text) FROM pg_auth_members WHERE member = r.oid) AS groups
       FROM pg_roles r WHERE rolname = $1`,
      [name],
    );
    const nothing = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false };
    expect(role).toEqual({ ...nothing, groups: ["virtual_school_web"] });
    expect(await pendingMigrations(webUrl, [first])).toEqual([]);
    await expect(run(database, [first], { workerUrl: database.ownerUrl })).rejects.toThrow(
      "DATABASE_WORKER_URL must not use the owner of the database, virtual_school_owner.",
    );
  });

  it("refuses a login that row-level security does not bind", async () => {
    const database = await aDatabaseToMigrate();
    const webUrl = database.webUrl.replace(/\/\/[^@]+@/, "//postgres@");
    await expect(run(database, [first], { webUrl })).rejects.toThrow(
      "DATABASE_URL must not use postgres: it is not bound by row-level security.",
    );
  });

  it("prints the SQL to run, without the password, where it may not make roles", async () => {
    const database = await aDatabaseToMigrate();
    const id = randomUUID().slice(0, 8);
    await database.superuserQuery(`CREATE ROLE plain_${id} LOGIN PASSWORD 'x'`);
    await database.superuserQuery(`ALTER DATABASE ${database.name} OWNER TO plain_${id}`);
    const ownerUrl = database.ownerUrl.replace(/\/\/[^@]+@/, `//plain_${id}:x@`);
    const webUrl = database.webUrl.replace(/\/\/[^@]+@/, `//web_${id}:a-long-secret@`);
    const refused = await run(database, [first], { ownerUrl, webUrl }).catch((error: Error) => error.message);
    expect(refused).toMatch(/plain_\w+ may not make roles on this server/);
    expect(refused).not.toContain("a-long-secret");
    expect(await hasTable(database, "thing")).toBe(false);
    await database.superuserQuery(String(refused).split("\n\n")[1] ?? "");
    expect(await run(database, [first], { ownerUrl, webUrl })).toEqual({ applied: [first.name] });
    expect(await pendingMigrations(webUrl, [first])).toEqual([]);
  });

  it("marks a database as a demo at its first migration only", async () => {
    const installation: Migration = {
      name: "20260101000000_installation",
      sql: "CREATE TABLE installation (id int PRIMARY KEY CHECK (id = 1), is_demo boolean NOT NULL, clock_offset_seconds bigint NOT NULL)",
    };
    const demo = await aDatabaseToMigrate();
    await run(demo, [installation], { demo: true });
    await run(demo, [installation]);
    expect(await demo.superuserQuery("SELECT is_demo FROM installation")).toEqual([{ is_demo: true }]);
    const real = await aDatabaseToMigrate();
    await run(real, [installation]);
    await expect(run(real, [installation], { demo: true })).rejects.toThrow("was not made as a demo");
  });

  it("gives PUBLIC nothing", async () => {
    const database = await aDatabaseToMigrate();
    await run(database, [first]);
    const granted = await database.superuserQuery(
      "SELECT table_name FROM information_schema.role_table_grants WHERE grantee = 'PUBLIC' AND table_schema = 'public'",
    );
    expect(granted).toEqual([]);
  });
});
