import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { isAlive } from "~/start/claim.mjs";
import {
  discardEmbeddedPostgres,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "~/start/embedded-postgres.server";
import { ensureGenerated } from "~/start/ensure.mjs";
import { migrate } from "~/start/migrate.server";
import { builtInMigrations } from "~/start/migrations.server";
import "./compile-later.mjs";

/** What a test file needs to make its own database; the URLs name no database yet. */
export type PostgresForTests = {
  template: string;
  urls: Record<"superuser" | "owner" | "web" | "worker", string>;
};

declare module "vitest" {
  export interface ProvidedContext {
    postgres: PostgresForTests;
  }
}

const RUNS = path.join(tmpdir(), `virtual-school-tests-${process.getuid?.() ?? "user"}`);

/** One PostgreSQL server per test run, with a migrated database that every test file copies. */
export default async function setup(project: TestProject) {
  await ensureGenerated();
  await discardKilledRuns();
  const dataDir = path.join(RUNS, `${process.pid}-${randomUUID()}`);
  const server = await startEmbeddedPostgres({ dataDir, durable: false, log: () => undefined });
  const template = await makeTemplate(server);
  project.provide("postgres", {
    template,
    urls: {
      superuser: server.url("superuser", ""),
      owner: server.url("owner", ""),
      web: server.url("web", ""),
      worker: server.url("worker", ""),
    },
  });
  return async () => {
    await server.stop();
    await discardRun(dataDir);
  };
}

async function makeTemplate(server: EmbeddedPostgres): Promise<string> {
  const migrations = builtInMigrations();
  const hash = createHash("sha256").update(JSON.stringify(migrations)).digest("hex").slice(0, 12);
  const template = `template_${hash}`;
  await server.ensureDatabase(template);
  await migrate({
    ownerUrl: server.url("owner", template),
    webUrl: server.url("web", template),
    workerUrl: server.url("worker", template),
    migrations,
    log: () => undefined,
  });
  return template;
}

/** A test run that was killed leaves its server running and its files behind. */
async function discardKilledRuns(): Promise<void> {
  mkdirSync(RUNS, { recursive: true });
  for (const name of readdirSync(RUNS)) {
    if (!isAlive(Number.parseInt(name, 10))) await discardRun(path.join(RUNS, name)).catch(() => undefined);
  }
}

async function discardRun(dataDir: string): Promise<void> {
  await discardEmbeddedPostgres(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
}
