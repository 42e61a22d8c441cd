// TEMPORARY until the migration is there.
import { readFileSync } from "node:fs";
import pg from "pg";
import type { Database } from "#tests/support/database";
export async function planSql(database: Database) {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  const { rows } = await client.query("select 1 from pg_proc where proname = 'match_events'");
  if (rows.length === 0) await client.query(readFileSync("/tmp/w/h6.sql", "utf8"));
  await client.end();
}
