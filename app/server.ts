import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { starterCodes } from "#prisma/seed/reference";
import { firstAdministratorSchema } from "~/domain/accounts/accounts.schema";
import { actorOf } from "~/domain/accounts/current-actor.server";
import { firstAdministrator } from "~/domain/accounts/first-administrator.server";
import { currentClock } from "~/domain/calendars/clock.server";
import { refLists } from "~/domain/reference/reference.schema";
import { saveRefCode } from "~/domain/reference/save-ref-code.server";
import { disconnect } from "~/platform/database.server";
import { env, readEnv, setEnv, WrongEnvironment } from "~/platform/env.server";
import { startDemoDatabase } from "~/start/demo-database.server";
import { migrate } from "~/start/migrate.server";
import { startWeb } from "~/start/web.server";
import { startWorker } from "~/worker/run-worker.server";
import { createTransport } from "~/worker/transport.server";

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Resolves at the first request to stop. */
const stopRequested = new Promise<void>((resolve) => {
  process.once("SIGTERM", resolve);
  process.once("SIGINT", resolve);
});

function work(stopping: AbortSignal): Promise<void> {
  const owner = `${process.pid}-${randomUUID()}`;
  return startWorker({ owner, transport: createTransport(env()), clock: currentClock, signal: stopping })
    .stopped;
}

/** Web and, unless WORKER=off, a worker in the same process, until asked to stop. */
async function serve(): Promise<void> {
  const stopping = new AbortController();
  const server = await startWeb();
  const worked = env().WORKER === "inline" ? work(stopping.signal) : Promise.resolve();
  say(`ready http://${env().HOST}:${(server.address() as AddressInfo).port}`);
  if (env().isDemo) say("Open it and press one of the sign-in buttons. Every person and school is invented.");
  await stopRequested;
  stopping.abort();
  server.close();
  server.closeIdleConnections();
  await worked;
  server.closeAllConnections();
  await disconnect();
}

async function serveDemo(): Promise<void> {
  const demo = await startDemoDatabase(say);
  try {
    await serve();
  } finally {
    await demo.stop();
  }
}

async function workOnly(): Promise<void> {
  setEnv(readEnv(process.env, "service"));
  const stopping = new AbortController();
  const worked = work(stopping.signal);
  say("ready");
  await stopRequested;
  stopping.abort();
  await worked;
  await disconnect();
}

async function migrateOnly(): Promise<void> {
  const { DATABASE_OWNER_URL: ownerUrl, DATABASE_URL: webUrl, DATABASE_WORKER_URL: workerUrl } = process.env;
  if (!ownerUrl) throw new WrongEnvironment(["DATABASE_OWNER_URL is not set."]);
  const { applied } = await migrate({ ownerUrl, webUrl, workerUrl, log: say });
  say(applied.length === 0 ? "Nothing to migrate." : `Migrated: ${applied.length}.`);
}

/** The first person of an installation, and the lists it starts with. */
async function letFirstAdministratorIn(): Promise<void> {
  setEnv(readEnv(process.env, "service"));
  const given = firstAdministratorSchema.safeParse({ email: process.argv[3], name: process.argv[4] });
  if (!given.success) throw new WrongEnvironment(given.error.issues.map((issue) => `${issue.message}.`));
  const clock = await currentClock();
  const actor = await actorOf(await firstAdministrator(given.data, clock), clock.now());
  if (!actor) throw new Error("The administrator could not be read back.");
  for (const list of refLists) {
    for (const [index, entry] of starterCodes[list].entries()) {
      await saveRefCode(actor, { version: 0, list, position: index + 1, ...entry }, clock);
    }
  }
  say(`${given.data.name} can sign in at ${env().APP_URL} and invite the others.`);
  await disconnect();
}

const commands: Record<string, () => Promise<void>> = {
  start: () => {
    setEnv(readEnv(process.env, "service"));
    return serve();
  },
  demo: serveDemo,
  worker: workOnly,
  migrate: migrateOnly,
  "first-administrator": letFirstAdministratorIn,
};

const name = process.argv[2] ?? "start";
const command = commands[name];
if (!command) {
  say(`There is no command "${name}". There are: ${Object.keys(commands).join(", ")}.`);
  process.exit(2);
}
try {
  await command();
  process.exit(0);
} catch (error) {
  const sentences =
    error instanceof WrongEnvironment
      ? error.sentences
      : [error instanceof Error ? error.message : String(error)];
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
