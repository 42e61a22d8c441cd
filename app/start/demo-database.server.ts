import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readEnv, useEnv, WrongEnvironment } from "~/platform/env.server";
import { discardEmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres.server";
import { migrate } from "./migrate.server";

const database = "virtual_school_demo";

/** A secret that stays the same from start to start, so that a restart signs nobody out and keeps drafts. */
function secretIn(folder: string): string {
  const file = path.join(folder, "app-secret");
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600 });
  }
  return readFileSync(file, "utf8").trim();
}

function refuseRemote(): void {
  const host = process.env.HOST || "127.0.0.1";
  const isLoopback = /^(127\.|::1$|localhost$)/.test(host);
  if (!isLoopback && process.env.DEMO_ALLOW_REMOTE !== "1") {
    throw new WrongEnvironment([`HOST is ${host}: the demo lets anybody in, so it listens on this machine only. DEMO_ALLOW_REMOTE=1 allows it.`]);
  }
}

/** Starts the demo's own PostgreSQL, migrates it, loads the invented authority when it is empty, and sets the environment. */
export async function startDemoDatabase(say: (line: string) => void): Promise<{ stop: () => Promise<void> }> {
  refuseRemote();
  const folder = path.resolve(process.env.DATA_DIR || "./data/demo");
  const port = process.env.PORT || "3000";
  const appUrl = process.env.APP_URL || `http://127.0.0.1:${port}`;
  if (process.argv.includes("--fresh") && (await discardEmbeddedPostgres(folder))) say("Started over: the old demo data is gone.");
  const postgres = await startEmbeddedPostgres({ dataDir: folder, address: appUrl, log: say });
  try {
    if (postgres.reused) say("Found the database of an earlier run still running, and took it over.");
    await postgres.ensureDatabase(database);
    const [ownerUrl, webUrl, workerUrl] = (["owner", "web", "worker"] as const).map((role) => postgres.url(role, database));
    const urls = { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: webUrl, DATABASE_WORKER_URL: workerUrl };
    useEnv(readEnv({ MAIL_FROM: "Virtual School <virtual-school@example.org>", ...process.env, ...urls, APP_URL: appUrl, APP_SECRET: secretIn(folder) }, "demo"));
    await migrate({ ownerUrl: urls.DATABASE_OWNER_URL ?? "", webUrl, workerUrl, demo: true, log: say });
    const { seedDemo } = await import("#prisma/seed/demo");
    await seedDemo(say);
    return postgres;
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
