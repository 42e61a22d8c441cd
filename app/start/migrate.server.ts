import type pg from "pg";
import { applyMigrations } from "./apply-migrations.server";
import { connect } from "./cluster-connection.server";
import { ensureRoles, type LoginUrls } from "./database-roles.server";
import { builtInMigrations, hasTable, type Migration } from "./migrations.server";

/** What `migrate` is asked for. */
export type MigrateOptions = LoginUrls & {
  /** The role that owns the database. */
  ownerUrl: string;
  /** Marks a database as a demo when this is its first migration; refuses one that is not marked. */
  demo?: boolean;
  migrations?: Migration[];
  log: (line: string) => void;
};

/** Any number that no other user of advisory locks in this database takes. */
const LOCK = 726_180_042;

/**
 * Makes the database roles, applies the migrations that are missing, and lets web and worker read which they are.
 * Two at once are safe: the second waits. Gives the names applied, and throws a sentence when something must be done by hand.
 */
export async function migrate(options: MigrateOptions): Promise<{ applied: string[] }> {
  const client = await connect(options.ownerUrl);
  try {
    await takeLock(client, options.log);
    await ensureRoles(client, options);
    const applied = await applyMigrations(options.ownerUrl, options.migrations ?? builtInMigrations());
    for (const name of applied) options.log(`Applied ${name}`);
    await allowReading(client);
    await markDatabase(client, options.demo ?? false);
    return { applied };
  } finally {
    await client.end();
  }
}

async function takeLock(client: pg.Client, log: (line: string) => void): Promise<void> {
  const { rows } = await client.query<{ taken: boolean }>("SELECT pg_try_advisory_lock($1) AS taken", [LOCK]);
  if (rows[0]?.taken) return;
  log("Waiting for another migration of this database to end");
  await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
}

async function allowReading(client: pg.Client): Promise<void> {
  const columns = "migration_name, finished_at, rolled_back_at";
  await client.query(
    `GRANT SELECT (${columns}) ON _prisma_migrations TO virtual_school_web, virtual_school_worker`,
  );
}

/** Said once, at the first migration: a database with real people in it never becomes a demo, nor the other way round. */
async function markDatabase(client: pg.Client, isDemo: boolean): Promise<void> {
  if (!(await hasTable(client, "installation"))) return;
  await client.query(
    "INSERT INTO installation (id, is_demo, clock_offset_seconds) VALUES (1, $1, 0) ON CONFLICT DO NOTHING",
    [isDemo],
  );
  const { rows } = await client.query<{ is_demo: boolean }>("SELECT is_demo FROM installation WHERE id = 1");
  if (isDemo && !rows[0]?.is_demo)
    throw new Error("This database was not made as a demo: the demo does not run on it.");
}
