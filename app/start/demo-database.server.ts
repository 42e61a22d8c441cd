import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { disconnect } from "~/platform/database.server";
import { readEnv, setEnv, WrongEnvironment } from "~/platform/env.server";
import {
  discardEmbeddedPostgres,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from "./embedded-postgres.server";
import { migrate } from "./migrate.server";
import { makeWholeDatabase } from "./whole-database.server";

const database = "virtual_school_demo";

type DemoSettings = { appUrl: string; secret: string; say: (line: string) => void };

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
    throw new WrongEnvironment([
      `HOST is ${host}: the demo lets anybody in, so it listens on this machine only. DEMO_ALLOW_REMOTE=1 allows it.`,
    ]);
  }
}

/** Points this process at one database of the demo's server, and brings its tables up to date. */
async function openDatabase(postgres: EmbeddedPostgres, name: string, given: DemoSettings): Promise<void> {
  const ownerUrl = postgres.url("owner", name);
  const [webUrl, workerUrl] = [postgres.url("web", name), postgres.url("worker", name)];
  const urls = { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: webUrl, DATABASE_WORKER_URL: workerUrl };
  const from = { MAIL_FROM: "Virtual School <virtual-school@example.org>" };
  setEnv(
    readEnv({ ...from, ...process.env, ...urls, APP_URL: given.appUrl, APP_SECRET: given.secret }, "demo"),
  );
  await migrate({ ownerUrl, webUrl, workerUrl, demo: true, log: given.say });
}

type Options = {
  /** Where it is kept unless DATA_DIR says otherwise. */
  folder?: string;
  /** Adds to the invented authority while nobody has seen it yet; `superuserUrl` is bound by no row-level security. */
  addMore?: (superuserUrl: string) => Promise<void>;
};

/**
 * Starts the demo's own PostgreSQL, makes the invented authority when it is not there, and sets the environment.
 * `stop` ends the server.
 */
export async function startDemoDatabase(
  say: (line: string) => void,
  { folder: usualFolder = "./data/demo", addMore = async () => {} }: Options = {},
): Promise<{ stop: () => Promise<void> }> {
  refuseRemote();
  const folder = path.resolve(process.env.DATA_DIR || usualFolder);
  const port = process.env.PORT || "3000";
  const appUrl = process.env.APP_URL || `http://127.0.0.1:${port}`;
  if (process.argv.includes("--fresh") && (await discardEmbeddedPostgres(folder)))
    say("Started over: the old demo data is gone.");
  const postgres = await startEmbeddedPostgres({ dataDir: folder, address: appUrl, log: say });
  try {
    if (postgres.reused) say("Found the database of an earlier run still running, and took it over.");
    const given = { appUrl, secret: secretIn(folder), say };
    await makeWholeDatabase({
      superuserUrl: (name) => postgres.url("superuser", name),
      name: database,
      create: (name) => postgres.ensureDatabase(name),
      make: async (name) => {
        await openDatabase(postgres, name, given);
        const { seedDemo } = await import("#prisma/seed/demo");
        await seedDemo(say);
        await disconnect();
        await addMore(postgres.url("superuser", name));
      },
    });
    await openDatabase(postgres, database, given);
    return postgres;
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
