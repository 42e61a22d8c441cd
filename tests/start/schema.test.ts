import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { aDatabase, aDatabaseToMigrate, type Database } from "#tests/support/database";
import { schemaDifference } from "~/start/schema-engine.mjs";

const SCHEMA = new URL("../../prisma/schema/", import.meta.url);
const REMEMBERED = new URL("../../prisma/migrations/schema.prisma", import.meta.url);

const schema = readdirSync(SCHEMA)
  .filter((name) => name.endsWith(".prisma"))
  .map((name) => ({ path: name, content: readFileSync(new URL(name, SCHEMA), "utf8") }));

/** One line per column, index and foreign key. */
async function shapeOf(database: Database): Promise<string[]> {
  const rows = await database.superuserQuery<{ line: string }>(`
    SELECT concat_ws(' ', a.attrelid::regclass, a.attname, format_type(a.atttypid, a.atttypmod),
        CASE WHEN a.attnotnull THEN 'not null' END, pg_get_expr(d.adbin, d.adrelid)) AS line
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
      FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`);
  return rows.map((row) => row.line).sort();
}

it("is made by the migrations in full: columns, indexes and foreign keys", async () => {
  const described = await aDatabaseToMigrate();
  await described.ownerQuery(await schemaDifference([], schema));
  const migrated = new Set(await shapeOf(await aDatabase()));
  expect((await shapeOf(described)).filter((line) => !migrated.has(line))).toEqual([]);
});

it("is remembered beside the migrations as they leave it, so that the next one starts from there", async () => {
  const remembered = [{ path: "schema.prisma", content: readFileSync(REMEMBERED, "utf8") }];
  expect(await schemaDifference(remembered, schema)).toBe("");
});
