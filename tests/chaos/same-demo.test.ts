import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { demoNow, seedDemo } from "#prisma/seed/demo";
import { makeWorld } from "#prisma/seed/world";
import { aDatabase, type Database } from "#tests/support/database";
import { setDemoClock } from "~/domain/calendars/set-demo-clock.server";
import { disconnect } from "~/platform/database.server";
import { readEnv, setEnv } from "~/platform/env.server";
import { report, size } from "./figures";

const wholeDemo = size("WHOLE_DEMO", { full: 1, smoke: 0 }) === 1;

const silent = () => {};

/** A database with the demo in it, or only with what is there before the first learner. */
async function aSeededDatabase(): Promise<Database> {
  await disconnect();
  const database = await aDatabase();
  setEnv(readEnv(process.env, "demo"));
  await database.superuserQuery("update installation set is_demo = true");
  if (wholeDemo) await seedDemo(silent);
  else {
    await setDemoClock(demoNow);
    await makeWorld(silent);
  }
  return database;
}

/** Ids differ from seed to seed, and what follows from them; real time leaves its mark on leases only. */
const notCompared = [
  "sequence",
  "form_digest",
  "row_digest",
  "next_attempt_at",
  "lease_until",
  "lease_owner",
];
const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** A digest of the rows of every table. */
async function digestsOf(database: Database): Promise<Map<string, string>> {
  const tables = await database.superuserQuery<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_name not in ('installation', '_prisma_migrations') order by 1",
  );
  const digests = new Map<string, string>();
  for (const { name } of tables) {
    const rows = await database.superuserQuery<{ row: string }>(
      `select (to_jsonb(t) - $1::text[])::text as row from ${name} t`,
      [notCompared],
    );
    const lines = rows.map(({ row }) => row.replace(uuid, "id")).sort();
    digests.set(name, createHash("sha256").update(lines.join("\n")).digest("hex"));
  }
  return digests;
}

it(`${wholeDemo ? "the whole demo" : "the demo before its first learner"} is the same each time it is made`, async () => {
  const first = await digestsOf(await aSeededDatabase());
  const second = await digestsOf(await aSeededDatabase());
  const differing = [...first]
    .filter(([table, digest]) => second.get(table) !== digest)
    .map(([table]) => table);
  report({ name: "demo_tables_differing", value: differing.length, unit: "tables" });
  expect(differing).toEqual([]);
  expect(first.size).toBeGreaterThan(30);
}, 600_000);
