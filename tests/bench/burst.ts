import { type ChildProcess, fork, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { aPerson } from "#tests/factories/accounts";
import { alertInput } from "#tests/factories/alerts";
import { aLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { raiseAlert } from "~/domain/alerts/raise-alert.server";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import { systemClock } from "~/platform/clock";
import { asNobody } from "~/platform/database.server";
import { ensureBuilt } from "~/start/ensure.mjs";
import { composeMail } from "~/worker/compose-mail";
import { usualPace } from "~/worker/pace";
import { renderMail } from "~/worker/render-mail.server";
import { type BenchDatabase, environmentOn, onOwnDatabase } from "./support/bench-database";
import { type Figure, quantile, rounded } from "./support/figures";

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const root = here("../../");
const sender = "Virtual School <virtual-school@example.org>";
const mails = 1_000;
/** Sent before the clock runs, by the worker and by the floor: a worker runs for weeks, and neither is at its pace when it starts. */
const warmUp = 300;
const rounds = 3;
const alertsPerSecond = 5;
const alerts = 60;

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function aSink(): Promise<{ url: string; stop: () => void }> {
  const child = fork(here("support/smtp-sink.mjs"));
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  return { url: `smtp://127.0.0.1:${port}`, stop: () => child.disconnect() };
}

/** The built worker, as it runs in real use; resolves once it has beaten its heart. */
async function aWorkerProcess(env: Record<string, string>, client: pg.Client): Promise<ChildProcess> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ["build/server/index.js", "worker"], {
    cwd: root,
    env: { PATH, HOME, NODE_ENV: "production", ...env },
    stdio: ["ignore", "ignore", "inherit"],
  });
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await pause(50)) {
    const { rows } = await client.query(
      "select owner from worker_heartbeat where beat_at > now() - interval '10 seconds'",
    );
    if (rows.length > 0) return child;
  }
  child.kill("SIGKILL");
  throw new Error("the worker did not start");
}

async function withWorker<T>(
  env: Record<string, string>,
  client: pg.Client,
  work: () => Promise<T>,
): Promise<T> {
  const worker = await aWorkerProcess(env, client);
  const ended = once(worker, "close");
  try {
    await pause(500);
    return await work();
  } finally {
    worker.kill("SIGTERM");
    await ended;
  }
}

const content = {
  template: "alerts/alert-raised" as const,
  input: {
    reference: "A-2026-0412",
    urgency: "today" as const,
    answerDueAt: "2026-11-23T10:32:00.000Z",
    link: "/alerts/0f4c1a52-54a3-4b57-9ac0-4f5a3d0c2b11",
  },
};

/** @returns the instant just before the commit: nobody can send a mail of these sooner */
function queue(count: number, word: string): Promise<number> {
  const about = { kind: "alert", id: randomUUID() };
  const to = (index: number) => ({ personId: null, address: `${word}-${index}@example.org` });
  return asNobody(async (tx) => {
    const indexes = Array.from({ length: count }, (_, index) => index);
    await queueMail(
      tx,
      indexes.map((index) => ({ ...content, to: to(index), about, at: systemClock.now() })),
    );
    return performance.now();
  });
}

/** A mail as the worker sends it, written out. */
async function composed({ id, address }: { id: string; address: string }) {
  const mail = await renderMail({ ...content, id, toAddress: address }, null, "http://127.0.0.1:3000");
  const { envelope, message } = composeMail(mail, sender);
  return { id, envelope, raw: message.toString() };
}

/** Mails per second of the least program that does the same. */
async function floorOf(database: BenchDatabase, smtpUrl: string, client: pg.Client): Promise<number> {
  await queue(warmUp + mails, "floor");
  const { rows } = await client.query<{ id: string; address: string }>(
    "select id, to_address as address from outbox_mail where state = 'queued'",
  );
  const child = fork(here("support/burst-floor.mjs"));
  child.send({
    databaseUrl: database.workerUrl,
    smtpUrl,
    connections: usualPace.lanes,
    warmUp,
    mails: await Promise.all(rows.map(composed)),
  });
  const [{ milliseconds }] = (await once(child, "message")) as [{ milliseconds: number }];
  return mails / (milliseconds / 1000);
}

/** Milliseconds that the built worker takes to send so many, from the commit that queues them until none waits any more. */
async function timeBurst(client: pg.Client, count: number): Promise<number> {
  const word = randomUUID();
  const start = await queue(count, word);
  for (const deadline = start + 60_000; performance.now() < deadline; await pause(20)) {
    const { rows } = await client.query("select id from outbox_mail where state = 'queued' limit 1");
    if (rows.length === 0) break;
  }
  const milliseconds = performance.now() - start;
  const { rows } = await client.query<{ count: number }>(
    "select count(*)::int as count from outbox_mail where state = 'accepted' and to_address like $1",
    [`${word}-%`],
  );
  if (rows[0]?.count !== count) throw new Error(`${rows[0]?.count} of ${count} mails were accepted`);
  return milliseconds;
}

/** Mails per second of the built worker. */
async function burstOf(client: pg.Client): Promise<number> {
  await timeBurst(client, warmUp);
  return mails / ((await timeBurst(client, mails)) / 1000);
}

/** Milliseconds from pressing the button to a mail accepted, for each alert of a busy minute. */
async function acceptTimes(client: pg.Client): Promise<number[]> {
  const school = await aSchool();
  const learner = await aLearner({ school });
  const manager = await aPerson("designated_manager", { schoolId: school.id });
  await aPerson("lead");
  // The web process has served before, as the worker has.
  await raiseAlert(manager, alertInput(school.id, { learnerId: learner.id }), systemClock);
  const first = Date.now();
  const raised = Array.from({ length: alerts }, async (_, index) => {
    await pause((index * 1000) / alertsPerSecond);
    const pressedAt = Date.now();
    const input = alertInput(school.id, { learnerId: learner.id });
    return { pressedAt, ...(await raiseAlert(manager, input, systemClock)) };
  });
  const all = await Promise.all(raised);
  await pause(3_000);
  const { rows } = await client.query<{ id: string; at: Date }>(
    "select about_id as id, min(accepted_at) as at from outbox_mail where asks and state = 'accepted' and created_at >= $1 group by 1",
    [new Date(first)],
  );
  const at = new Map(rows.map((row) => [row.id, row.at.getTime()]));
  return all.map(({ id, pressedAt }) => (at.get(id) ?? Number.POSITIVE_INFINITY) - pressedAt);
}

/** The figures of a burst and of a busy minute, on a database that nothing else uses; takes about half a minute. */
export async function burstFigures(database: BenchDatabase): Promise<Figure[]> {
  await ensureBuilt();
  const sink = await aSink();
  const env = environmentOn(database, { SMTP_URL: sink.url, MAIL_FROM: sender });
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    const floors: number[] = [];
    const bursts: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      floors.push(await floorOf(database, sink.url, client));
      bursts.push(await withWorker(env, client, () => burstOf(client)));
    }
    const times = (await withWorker(env, client, () => acceptTimes(client))).toSorted((a, b) => a - b);
    const [floor, value] = [median(floors), median(bursts)];
    // Of rounds that stand beside each other: the machine may be busier in one than in the next.
    const ratio = rounded(median(bursts.map((burst, round) => burst / (floors[round] ?? 0))));
    return [
      { name: "burst_per_s", value: rounded(value), unit: "mails/s", floor: rounded(floor), ratio },
      { name: "burst_floor_ratio", value: ratio, unit: "ratio" },
      { name: "accept_p95_ms", value: quantile(times, 0.95), unit: "ms" },
    ];
  } finally {
    await client.end();
    sink.stop();
  }
}

/** The same on a PostgreSQL server of its own that really writes to disk. */
export const figures = (): Promise<Figure[]> => onOwnDatabase(burstFigures);
