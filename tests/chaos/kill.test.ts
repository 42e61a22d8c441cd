import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { alertInput } from "#tests/factories/alerts";
import { aYearAroundNow } from "#tests/factories/calendars";
import { aLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { type RunningApp, startApp } from "#tests/support/app";
import { aCaller, type Caller, signInByMail } from "#tests/support/caller";
import { aMailServer, type MailServer } from "#tests/support/smtp";
import { disconnect } from "~/platform/database.server";
import { freePort } from "~/start/free-port.server";
import { aDurableDatabase, type DurableDatabase } from "./durable-database";
import { report, size } from "./figures";

const alerts = size("ALERTS", { full: 1_000, smoke: 20 });
const kills = size("KILLS", { full: 100, smoke: 3 });
const redeliveredWithinSeconds = 30;

const database = await aDurableDatabase();
const mail = await aMailServer();
const cleanUps: (() => Promise<unknown>)[] = [mail.stop, () => database.stop()];

afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

/** Web and worker, each a process of its own that can be killed and started again. */
async function theProcesses() {
  const env = { SMTP_URL: mail.url, WORKER: "off", PORT: String(await freePort()) };
  const url = `http://127.0.0.1:${env.PORT}`;
  const startWeb = () => startApp({ database, env: { ...env, APP_URL: url } });
  const startWorker = async () => {
    const started = await startApp({ database, command: "worker", env: { ...env, APP_URL: url } });
    await started.lineWith("ready", 60_000);
    return started;
  };
  const running = { web: await startWeb(), worker: await startWorker() };
  cleanUps.push(() => Promise.all([running.web.stop(), running.worker.stop()]));
  return { url, running, startWeb, startWorker };
}

/** Mails begun by a worker of which it has not said what became of them. */
const ended = (worker: RunningApp) =>
  worker.lines.filter((line) => line.includes('"mail attempted"') || line.includes('"mail could not be settled"')).length;

/** Presses the button until the page says that the alert is raised; gives its id. */
async function raise(caller: Caller, fields: Record<string, string>): Promise<string> {
  for (let tries = 0; tries < 600; tries += 1) {
    const sent = caller.post("/alerts/new", fields).catch(() => null);
    const answer = await Promise.race([sent, pause(10_000, null, { ref: false })]);
    const id = /^\/alerts\/([0-9a-f-]{36})/.exec(answer?.headers.location ?? "")?.[1];
    if (id) return id;
    await pause(100);
  }
  throw new Error("an alert was never confirmed");
}

async function aManager(url: string, server: MailServer) {
  await aYearAroundNow();
  await starterCodesInDatabase();
  const school = await aSchool();
  const learner = await aLearner({ school });
  await aPerson("lead");
  const manager = await aPerson("designated_manager", { schoolId: school.id });
  // From here on the database may go at any moment.
  await disconnect();
  const caller = aCaller({ url });
  await signInByMail(caller, server, manager.email);
  const { triggers: _triggers, whoKnows: _whoKnows, formKey: _formKey, ...input } = alertInput(school.id, { learnerId: learner.id });
  return { caller, fields: input as Record<string, string> };
}

const idIn = (messageId: string | undefined) => messageId?.replace(/^<|@.*$/g, "") ?? "";

async function waitUntilAllWent(db: DurableDatabase): Promise<number> {
  const start = Date.now();
  for (; Date.now() - start < 120_000; await pause(100)) {
    const waiting = await db.superuserQuery("select from outbox_mail where state = 'queued' limit 1");
    if (waiting.length === 0) break;
  }
  return (Date.now() - start) / 1_000;
}

/** How many there are more than one of each. */
const superfluous = async (table: string, key: string, where = "true") =>
  (
    await database.superuserQuery<{ more: number }>(
      `select coalesce(sum(n - 1), 0)::int as more from (select count(*) as n from ${table} where ${where} group by ${key}) as each`,
    )
  )[0]?.more ?? 0;

it(`${alerts} alerts are raised, told and told once while web, worker and database are killed ${kills} times`, async () => {
  mail.behave({ kind: "slow", milliseconds: 20 });
  const { url, running, startWeb, startWorker } = await theProcesses();
  const { caller, fields } = await aManager(url, mail);
  let inFlight = 0;
  let [begunBefore, endedBefore] = [0, 0];
  const underway = () => Math.max(0, mail.begun - begunBefore - (ended(running.worker) - endedBefore));
  const kill = {
    worker: async () => {
      await running.worker.killHard();
      inFlight += underway();
      [begunBefore, endedBefore] = [mail.begun, 0];
      running.worker = await startWorker();
    },
    database: async () => {
      inFlight += underway();
      await database.killAndStart();
    },
    web: async () => {
      await running.web.killHard();
      running.web = await startWeb();
    },
  };
  const targets = ["worker", "database", "web"] as const;
  const killed = { worker: 0, database: 0, web: 0 };

  const pressed: Promise<string>[] = [];
  for (let round = 0; round < kills; round += 1) {
    const upTo = Math.round(((round + 1) * alerts) / kills);
    while (pressed.length < upTo) pressed.push(raise(caller, { ...fields, formKey: randomUUID() }));
    await pause(Math.random() * 400);
    const target = targets[round % targets.length] ?? "worker";
    killed[target] += 1;
    await kill[target]();
  }
  const lastStart = Date.now();
  const ids = await Promise.all(pressed);
  await waitUntilAllWent(database);
  const redelivered = (Date.now() - lastStart) / 1_000;

  const stored = new Set((await database.superuserQuery<{ id: string }>("select id from alert")).map(({ id }) => id));
  const rows = await database.superuserQuery<{ id: string; about_id: string }>(
    "select id, about_id from outbox_mail where about_kind = 'alert'",
  );
  const arrivals = mail.mails.map((each) => idIn(each.headers["message-id"]));
  const arrived = new Set(arrivals);
  const told = new Set(rows.map((row) => row.about_id));
  const untold = new Set(rows.filter((row) => !arrived.has(row.id)).map((row) => row.about_id));
  const lost = ids.filter((id) => !stored.has(id) || !told.has(id) || untold.has(id)).length;
  const known = new Set((await database.superuserQuery<{ id: string }>("select id from outbox_mail")).map(({ id }) => id));
  const duplicateMails = arrivals.length - arrived.size;
  const inApp =
    stored.size - new Set(ids).size +
    (await superfluous("event", "about_id, kind, summary")) +
    (await superfluous("audit_line", "subject_id", "action = 'alert.raised'")) +
    (await superfluous("outbox_mail", "about_id, template, channel, to_address", "about_kind = 'alert'"));

  report(
    { name: "kill_lost", value: lost, unit: "alerts" },
    { name: "kill_duplicate_in_app", value: inApp, unit: "rows" },
    { name: "kill_duplicate_mails", value: duplicateMails, unit: "mails", floor: inFlight },
    { name: "kill_redelivered_s", value: Number(redelivered.toFixed(1)), unit: "s" },
  );
  console.log(JSON.stringify({ killed, inFlight, duplicateMails, redelivered, alerts: stored.size, mails: arrivals.length }));
  expect(new Set(ids).size).toBe(alerts);
  expect(lost).toBe(0);
  expect(inApp).toBe(0);
  // A mail that was sent again is one that the outbox knows: it bears the Message-ID of the first.
  expect([...arrived].filter((id) => !known.has(id))).toEqual([]);
  expect(duplicateMails).toBeLessThanOrEqual(inFlight);
  expect(redelivered).toBeLessThanOrEqual(redeliveredWithinSeconds);
}, 60_000 + kills * 10_000);
