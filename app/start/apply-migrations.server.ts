import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  DriverAdapterError,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";
import type { Migration } from "./migrations.server";
import { schemaEngine } from "./schema-engine.mjs";

type Refusal = { message: string; line: number | null };

const NO_FILTER = { externalTables: [], externalEnums: [] };

/**
 * Written in the same transaction as the migration itself. A row that is not finished therefore always means that
 * nothing of that migration is in the database, however the process ended.
 */
const FINISHED = `
;
UPDATE _prisma_migrations SET finished_at = now()
WHERE finished_at IS NULL AND rolled_back_at IS NULL;`;

/**
 * Applies what is missing, each migration in one transaction. Gives the names applied.
 * Throws a sentence with the migration, the line and what PostgreSQL said; nothing of that migration is left behind.
 * The caller holds the lock that keeps other migrations away.
 */
export async function applyMigrations(url: string, migrations: Migration[]): Promise<string[]> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  pool.on("error", () => undefined);
  const refusals: Refusal[] = [];
  const engine = await schemaEngine(bindMigrationAwareSqlAdapterFactory(wholeScripts(pool, refusals)));
  try {
    await forgetInterrupted(engine, pool);
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: listOf(migrations),
      filters: NO_FILTER,
    });
    return appliedMigrationNames;
  } catch (error) {
    const failed = await forgetInterrupted(engine, pool);
    const refusal = refusals[0];
    if (!refusal) throw error;
    const line = refusal.line ? `, line ${refusal.line}` : "";
    throw new Error(`Migration ${failed[0] ?? ""}${line}: ${refusal.message}. Nothing of it was applied.`, {
      cause: error,
    });
  } finally {
    engine.free();
    await pool.end();
  }
}

/** Marks migrations that did not finish as rolled back, so that they run again. Gives their names. */
async function forgetInterrupted(engine: SchemaEngine, pool: pg.Pool): Promise<string[]> {
  const { rows: table } = await pool.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found");
  if (!table[0]?.found) return [];
  const { rows } = await pool.query<{ migration_name: string }>(
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL",
  );
  for (const row of rows) await engine.markMigrationRolledBack({ migrationName: row.migration_name });
  return rows.map((row) => row.migration_name);
}

/**
 * The adapter as it is cuts a script at every semicolon, which breaks function bodies and comments and leaves half a
 * migration behind. PostgreSQL takes the whole script as one transaction.
 */
function wholeScripts(pool: pg.Pool, refusals: Refusal[]): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(pool);
  const connect = factory.connect.bind(factory);
  const executeScript = async (script: string) => {
    await pool.query(script + FINISHED).catch((error) => {
      refusals.push({ message: error.message, line: lineOf(script, error.position) });
      throw new DriverAdapterError({ kind: "postgres", ...asPostgresError(error) });
    });
  };
  return Object.assign(factory, { connect: async () => Object.assign(await connect(), { executeScript }) });
}

function asPostgresError(error: pg.DatabaseError) {
  const { code = "XX000", severity = "ERROR", message, detail, column, hint } = error;
  return { code, severity, message, detail, column, hint };
}

function lineOf(script: string, position: string | undefined): number | null {
  return position ? script.slice(0, Number(position)).split("\n").length : null;
}

function listOf(migrations: Migration[]) {
  return {
    baseDir: "prisma/migrations",
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: sql } },
    })),
  };
}
