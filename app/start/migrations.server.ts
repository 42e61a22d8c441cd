import pg from "pg";

/** One forward-only migration: its folder name and its SQL. */
export type Migration = { name: string; sql: string };

const FILES = import.meta.glob<string>("/prisma/migrations/*/migration.sql", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** Every migration this build of the app was made with, oldest first. */
export function builtInMigrations(): Migration[] {
  return Object.entries(FILES)
    .map(([file, sql]) => ({ name: file.split("/").at(-2) ?? file, sql }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The names of the migrations the database still lacks, oldest first; empty means the app and its database fit.
 * `url` may be the web role's. Throws when the database does not answer within two seconds.
 */
export async function pendingMigrations(
  url: string,
  migrations: Migration[] = builtInMigrations(),
): Promise<string[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 2_000,
    query_timeout: 2_000,
  });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const applied = new Set(await appliedMigrations(client));
    return migrations.map((migration) => migration.name).filter((name) => !applied.has(name));
  } finally {
    await client.end();
  }
}

/** The names of the migrations that were applied to the end. */
async function appliedMigrations(client: pg.Client): Promise<string[]> {
  if (!(await hasTable(client, "_prisma_migrations"))) return [];
  const { rows } = await client.query<{ migration_name: string }>(
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  );
  return rows.map((row) => row.migration_name);
}

/** Whether the schema in use has a table of that name. */
export async function hasTable(client: pg.Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>("SELECT to_regclass($1) IS NOT NULL AS found", [
    name,
  ]);
  return rows[0]?.found ?? false;
}
