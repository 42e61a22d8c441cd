import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { disconnect } from "~/platform/database.server";
import { readEnv, setEnv } from "~/platform/env.server";
import { startEmbeddedPostgres } from "~/start/embedded-postgres.server";
import { migrate } from "~/start/migrate.server";

/** A migrated database, empty or not, that nothing else uses meanwhile. */
export type BenchDatabase = { webUrl: string; workerUrl: string; ownerUrl: string };

/** Runs on an empty, migrated database of a PostgreSQL server of its own that really writes to disk. */
export async function onOwnDatabase<T>(
  work: (database: BenchDatabase & { superuserUrl: string }) => Promise<T>,
): Promise<T> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "virtual-school-bench-"));
  const server = await startEmbeddedPostgres({ dataDir, durable: true, log: () => undefined });
  try {
    await server.ensureDatabase("bench");
    const database = {
      ownerUrl: server.url("owner", "bench"),
      webUrl: server.url("web", "bench"),
      workerUrl: server.url("worker", "bench"),
      superuserUrl: server.url("superuser", "bench"),
    };
    await migrate({ ...database, log: () => undefined });
    return await work(database);
  } finally {
    await disconnect();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The settings of the built app on that database; this process takes them too. */
export function environmentOn(
  { webUrl, workerUrl, ownerUrl }: BenchDatabase,
  given: Record<string, string>,
): Record<string, string> {
  const settings = {
    DATABASE_URL: webUrl,
    DATABASE_WORKER_URL: workerUrl,
    DATABASE_OWNER_URL: ownerUrl,
    SMTP_URL: "smtp://127.0.0.1:9",
    APP_URL: "http://127.0.0.1:3000",
    APP_SECRET: "a-secret-for-tests-only-0123456789abcdef",
    MAIL_FROM: "Virtual School <virtual-school@example.org>",
    ...given,
  };
  Object.assign(process.env, settings);
  // Read anew: an earlier part of the bench had a database of its own.
  setEnv(readEnv(process.env, "service"));
  return settings;
}
