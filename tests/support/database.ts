import { randomUUID } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

/** A row as PostgreSQL gives it: column names as they are in the table. */
type Row = Record<string, unknown>;

/** One test file's own database. */
export type Database = {
  name: string;
  ownerUrl: string;
  webUrl: string;
  workerUrl: string;
  /** For what runs past row-level security by design. */
  superuserUrl: string;
  /** Runs SQL as the owner of the tables. Forced row-level security holds for the owner too. */
  ownerQuery<T extends Row = Row>(sql: string, values?: unknown[]): Promise<T[]>;
  /** Runs SQL past row-level security: to look at what was stored, never to make the tests' data. */
  superuserQuery<T extends Row = Row>(sql: string, values?: unknown[]): Promise<T[]>;
};

const made: { name: string; pools: pg.Pool[] }[] = [];

/**
 * A fresh, migrated, empty database for this test file; call it once, at the top of the file or in `beforeAll`.
 * The app's clients, which connect on first use, find it through the environment. It is dropped when the file ends.
 */
export async function aDatabase(): Promise<Database> {
  // The other way writes every page to the write-ahead log, which nobody reads here.
  const database = await makeDatabase(`TEMPLATE ${inject("postgres").template} STRATEGY FILE_COPY`);
  Object.assign(process.env, environmentFor(database));
  return database;
}

/** A database without a single table, dropped when the file ends. The app's clients do not see it. */
export function aDatabaseToMigrate(): Promise<Database> {
  return makeDatabase("");
}

async function makeDatabase(template: string): Promise<Database> {
  const { urls } = inject("postgres");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await asServer((client) => client.query(`CREATE DATABASE ${name} ${template} OWNER virtual_school_owner`));
  const owner = poolFor(urls.owner + name);
  const superuser = poolFor(urls.superuser + name);
  made.push({ name, pools: [owner, superuser] });
  return {
    name,
    ownerUrl: urls.owner + name,
    webUrl: urls.web + name,
    workerUrl: urls.worker + name,
    superuserUrl: urls.superuser + name,
    ownerQuery: queryWith(owner),
    superuserQuery: queryWith(superuser),
  };
}

/** The settings an app needs to run on a test database; its mail server refuses every connection. */
export function environmentFor(database: Pick<Database, "ownerUrl" | "webUrl" | "workerUrl">) {
  return {
    DATABASE_URL: database.webUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    DATABASE_WORKER_URL: database.workerUrl,
    APP_URL: "http://127.0.0.1:3000",
    APP_SECRET: "a-secret-for-tests-only-0123456789abcdef",
    SMTP_URL: "smtp://127.0.0.1:1",
    MAIL_FROM: "Virtual School <virtual-school@example.org>",
    LOG_LEVEL: "error",
  };
}

/** Closes the app's connections and drops what `aDatabase` made; `setup.ts` calls it at the end of each file. */
export async function dropDatabases(): Promise<void> {
  if (made.length === 0) return;
  const { disconnect } = await import("~/platform/database.server");
  await disconnect();
  for (const { name, pools } of made.splice(0)) {
    await Promise.all(pools.map((pool) => pool.end()));
    await asServer((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  }
}

async function asServer(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: `${inject("postgres").urls.superuser}postgres` });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function poolFor(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 3 });
  pool.on("error", () => undefined);
  return pool;
}

function queryWith(pool: pg.Pool) {
  return async <T extends Row = Row>(sql: string, values: unknown[] = []) =>
    (await pool.query<T>(sql, values)).rows;
}
