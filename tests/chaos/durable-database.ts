import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { type Database, environmentFor } from "#tests/support/database";
import { disconnect } from "~/platform/database.server";
import { discardEmbeddedPostgres, startEmbeddedPostgres } from "~/start/embedded-postgres.server";
import { migrate } from "~/start/migrate.server";

/** A migrated database on a server of its own that really writes to disk, and that can be killed. */
export type DurableDatabase = Database & {
  /** Kills the server as a power cut would. */
  killHard(): void;
  /** Starts a killed server again; resolves when it answers. */
  startAgain(): Promise<void>;
  /** Stops the server and deletes its files. */
  stop(): Promise<void>;
};

async function queryAt<T>(url: string, sql: string, values: unknown[]): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as T[];
  } finally {
    await client.end();
  }
}

/** The app's clients in this process find it through the environment, as with `aDatabase`. Whoever starts it stops it. */
export async function aDurableDatabase(): Promise<DurableDatabase> {
  const name = "chaos";
  const dataDir = await mkdtemp(path.join(tmpdir(), "virtual-school-chaos-"));
  const start = () => startEmbeddedPostgres({ dataDir, durable: true, log: () => undefined });
  let server = await start();
  await server.ensureDatabase(name);
  const urls = {
    ownerUrl: server.url("owner", name),
    webUrl: server.url("web", name),
    workerUrl: server.url("worker", name),
  };
  await migrate({ ...urls, log: () => undefined });
  Object.assign(process.env, environmentFor(urls));
  return {
    name,
    ...urls,
    ownerQuery: (sql, values = []) => queryAt(urls.ownerUrl, sql, values),
    superuserUrl: server.url("superuser", name),
    superuserQuery: (sql, values = []) => queryAt(server.url("superuser", name), sql, values),
    killHard: () => {
      const [pid] = readFileSync(path.join(server.clusterDir, "postmaster.pid"), "utf8").split("\n");
      process.kill(Number(pid), "SIGKILL");
    },
    startAgain: async () => {
      const { port } = server;
      await server.stop();
      server = await start();
      if (server.port !== port) throw new Error("the database came back on another port");
    },
    stop: async () => {
      await disconnect();
      await server.stop();
      await discardEmbeddedPostgres(dataDir);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
