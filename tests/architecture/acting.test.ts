// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the strings are code with templates in it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { actingViolations, doorViolations, migrationViolations } from "./acting-rules";
import { pathsIn, root, type Source, sourcesIn } from "./project";

const read = (path: string): Source => ({ path, text: readFileSync(join(root, path), "utf8") });
const door = read("app/platform/database.server.ts");

it("only asActor says who is asking, nothing is set for a session, and no rule reads a clock", () => {
  expect(actingViolations(sourcesIn("app", "emails", "prisma"))).toEqual([]);
});

it("asActor sets the person's id, once, for its transaction", () => {
  expect(doorViolations(door)).toEqual([]);
});

it.each(pathsIn("prisma/migrations").filter((path) => path.endsWith(".sql")))(
  "%s sets nothing for a session",
  (path) => {
    expect(migrationViolations(read(path))).toEqual([]);
  },
);

describe("finds", () => {
  it.each([
    [
      "somebody else's set_config",
      "app/domain/alerts/planted.server.ts",
      "tx.$executeRaw`select set_config('app.person_id', ${id}, true)`;",
      "only asActor",
    ],
    [
      "set_config in the seed",
      "prisma/seed/planted.ts",
      `query("select set_config('app.person_id', $1, false)");`,
      "only asActor",
    ],
    [
      "a setting for the session",
      "app/worker/planted.server.ts",
      "client.$executeRaw`SET app.person_id = ${id}`;",
      "longer than a transaction",
    ],
    [
      "a setting with to",
      "app/start/planted.server.ts",
      `query("set statement_timeout to 1000");`,
      "longer than a transaction",
    ],
    [
      "a session's role",
      "app/start/planted.server.ts",
      `query("SET SESSION AUTHORIZATION web");`,
      "longer than a transaction",
    ],
    [
      "another role",
      "app/platform/planted.server.ts",
      `query("set role virtual_school_owner");`,
      "longer than a transaction",
    ],
    [
      "a setting of a role",
      "app/start/planted.server.ts",
      `query("alter role web set row_security to off");`,
      "longer than a transaction",
    ],
    [
      "a connection option",
      "app/platform/planted.server.ts",
      'connect({ options: "-c app.person_id=1" });',
      "longer than a transaction",
    ],
    [
      "the client itself in a command",
      "app/domain/alerts/planted.server.ts",
      'import { webDatabase } from "~/platform/database.server";',
      "takes webDatabase",
    ],
    [
      "the client under another name",
      "app/routes/planted.tsx",
      'import { webDatabase as db } from "~/platform/database.server";',
      "takes webDatabase",
    ],
    [
      "the worker's client in a page",
      "app/routes/planted.tsx",
      'import { workerDatabase } from "~/platform/database.server";',
      "takes workerDatabase",
    ],
    [
      "the worker's client with learners",
      "app/domain/learners/planted.server.ts",
      'import { workerDatabase } from "~/platform/database.server";',
      "takes workerDatabase",
    ],
    ["a clock in a rule", "app/domain/alerts/internal/planted.ts", "const due = new Date();", "real time"],
    ["a clock in a command", "app/domain/alerts/planted.server.ts", "const at = Date.now();", "real time"],
    [
      "the system's clock in a command",
      "app/domain/alerts/planted.server.ts",
      'import { systemClock } from "~/platform/clock";',
      "real time",
    ],
  ])("%s", (_, path, text, problem) => {
    expect(actingViolations([{ path, text }])).toEqual([expect.stringContaining(problem)]);
  });

  it.each([
    ["set for the session", ", true)", ", false)", "its transaction only"],
    ["set from something else", "actor.personId}", "actor.name}", "and nothing else"],
    ["set to another name", "'app.person_id'", "'app.role'", "and nothing else"],
    ["not set", "set_config", "current_setting", "once"],
  ])("asActor %s", (_, was, becomes, problem) => {
    expect(doorViolations({ ...door, text: door.text.replace(was, becomes) })).toEqual([
      expect.stringContaining(problem),
    ]);
  });

  it.each([
    "SET row_security = off;",
    "CREATE TABLE a ();\nSET ROLE virtual_school_owner;",
    "ALTER ROLE virtual_school_web SET row_security = off;",
    "ALTER DATABASE virtual_school SET app.person_id = '';",
    "SELECT set_config('app.person_id', '', false);",
    "ALTER ROLE virtual_school_web BYPASSRLS;",
    "CREATE ROLE reader BYPASSRLS;",
  ])("in a migration: %s", (text) => {
    expect(migrationViolations({ path: "prisma/migrations/planted/migration.sql", text })).toHaveLength(1);
  });
});

it("accepts what ends with its transaction, and dates that were given", () => {
  const text =
    "tx.$executeRaw`SET LOCAL lock_timeout = '1s'`; const at = new Date(input.at); const words = 'Set a date to meet';";
  expect(actingViolations([{ path: "app/domain/alerts/planted.server.ts", text }])).toEqual([]);
});
