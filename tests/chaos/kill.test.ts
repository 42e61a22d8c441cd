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
import { aDurableDatabase } from "./durable-database";
import { report, size } from "./figures";

const alerts = size("ALERTS", { full: 1_000, smoke: 20 });
const kills = size("KILLS", { full: 100, smoke: 3 });
/** `npm test` does not wait for the leases of killed workers to end. */
const skipsWaits = size("SKIPS_WAITS", { full: 0, smoke: 1 }) === 1;
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

/** What a worker has said of attempts that ended, whether or not that could be recorded. */
const ended = (worker: RunningApp) =>
  worker.lines.filter(
    (line) => line.includes('"mail attempted"') || line.includes('"mail could not be settled"'),
  ).length;

/** Waits for something that is about to happen anyway. */
async function soon(isSo: () => boolean, withinMs: number): Promise<void> {
  for (const deadline = Date.now() + withinMs; !isSo() && Date.now() < deadline; ) await pause(5);
}

const impatience = 0.25;
// By time and not by tries: on a busy machine a server that starts again refuses hundreds of them.
const confirmedWithinMs = 300_000;
// Whoever presses again waits longer each time, as people do: a server that comes back is not drowned in presses.
const longestPauseMs = 4_000;
/** People who raise an alert at the same time; the others come when one of them is done. */
const mostAtOnce = 24;
let raising = 0;

/** Presses the button until the page says that the alert is raised, now and then twice at once; gives its id. */
async function raise(caller: Caller, fields: Record<string, string>): Promise<string> {
  while (raising >= mostAtOnce) await pause(20);
  raising += 1;
  try {
    return await pressUntilConfirmed(caller, fields);
  } finally {
    raising -= 1;
  }
}

async function pressUntilConfirmed(caller: Caller, fields: Record<string, string>): Promise<string> {
  const press = () => caller.post("/alerts/new", fields).catch(() => null);
  let patienceMs = 100;
  for (const deadline = Date.now() + confirmedWithinMs; Date.now() < deadline; ) {
    const presses = Math.random() < impatience ? [press(), press()] : [press()];
    const [answer] = await Promise.race([Promise.all(presses), pause(30_000, [null], { ref: false })]);
    const id = /^\/alerts\/([0-9a-f-]{36})/.exec(answer?.headers.location ?? "")?.[1];
    if (id) return id;
    await pause(patienceMs * (0.5 + Math.random()));
    patienceMs = Math.min(patienceMs * 2, longestPauseMs);
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
  const {
    triggers: _,
    whoKnows: __,
    formKey: ___,
    ...input
  } = alertInput(school.id, { learnerId: learner.id });
  const typed = Object.entries(input).filter(([, value]) => value !== undefined);
  return { caller, fields: Object.fromEntries(typed.map(([name, value]) => [name, String(value)])) };
}

const idIn = (messageId: string | undefined) => messageId?.replace(/^<|@.*$/g, "") ?? "";

/** Ends the leases of every worker but the living one. */
const endOrphanedLeases = () =>
  database.superuserQuery(
    `update outbox_mail set lease_until = now() where state = 'queued'
       and lease_owner <> (select owner from worker_heartbeat order by beat_at desc limit 1)`,
  );

async function waitUntilAllWent(): Promise<void> {
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; await pause(100)) {
    const waiting = await database.superuserQuery("select from outbox_mail where state = 'queued' limit 1");
    if (waiting.length === 0) return;
  }
}

/** Mails that did not go and the last words of the worker, for whoever has to find out why. */
async function whatIsLeft(worker: RunningApp): Promise<string> {
  const rows = await database.superuserQuery(
    `select state, attempts, last_problem, lease_owner, lease_until, next_attempt_at, now() from outbox_mail where state <> 'accepted' limit 5`,
  );
  return `left: ${JSON.stringify(rows)}\nworker: ${worker.lines.slice(-15).join("\n")}`;
}

/** How many there are more than one of each. */
const superfluous = async (table: string, key: string, where = "true") =>
  (
    await database.superuserQuery<{ more: number }>(
      `select coalesce(sum(n - 1), 0)::int as more from (select count(*) as n from ${table} where ${where} group by ${key}) as each`,
    )
  )[0]?.more ?? 0;

type Processes = Awaited<ReturnType<typeof theProcesses>>;

/** How each of the three is killed and started again, and how many sends that cut short. */
function killing({ running, startWeb, startWorker }: Processes) {
  const cut = { sends: 0 };
  let begunBefore = 0;
  /** Sends of the living worker that it has not said the end of. */
  const underway = () => mail.begun - begunBefore - ended(running.worker);
  const midway = async () => {
    await soon(() => underway() > 0, 10_000);
    await pause(Math.random() * 50);
  };
  const kill = {
    worker: async () => {
      await midway();
      await running.worker.killHard();
      cut.sends += underway();
      begunBefore = mail.begun;
      running.worker = await startWorker();
    },
    database: async () => {
      await midway();
      cut.sends += underway();
      database.killHard();
      await database.startAgain();
    },
    web: async () => {
      await pause(Math.random() * 400);
      await running.web.killHard();
      running.web = await startWeb();
    },
  };
  return { cut, inTurn: [kill.worker, kill.database, kill.web] };
}

/** What became of the alerts that were confirmed, from the rows and from what arrived at the mail server. */
async function tally(confirmed: readonly string[]) {
  const stored = new Set(
    (await database.superuserQuery<{ id: string }>("select id from alert")).map(({ id }) => id),
  );
  const mails = await database.superuserQuery<{ id: string; alertId: string | null }>(
    `select id, case when about_kind = 'alert' then about_id end as "alertId" from outbox_mail`,
  );
  const arrivals = mail.mails.map((each) => idIn(each.headers["message-id"]));
  const arrived = new Set(arrivals);
  const known = new Set(mails.map(({ id }) => id));
  const told = new Set(mails.map(({ alertId }) => alertId));
  const untold = new Set(mails.filter(({ id }) => !arrived.has(id)).map(({ alertId }) => alertId));
  return {
    lost: confirmed.filter((id) => !stored.has(id) || !told.has(id) || untold.has(id)).length,
    duplicateInApp:
      stored.size -
      new Set(confirmed).size +
      (await superfluous("event", "about_id, kind, summary")) +
      (await superfluous("audit_line", "subject_id", "action = 'alert.raised'")) +
      (await superfluous("outbox_mail", "about_id, template, channel, to_address", "about_kind = 'alert'")),
    duplicateMails: arrivals.length - arrived.size,
    /** A mail that is sent again bears the Message-ID of the first, which is its row's. */
    unknownMails: [...arrived].filter((id) => !known.has(id)),
  };
}

it(
  `${alerts} alerts are raised, told and told once while web, worker and database are killed ${kills} times`,
  async () => {
    mail.behave({ kind: "slow", milliseconds: 50 });
    const processes = await theProcesses();
    const { caller, fields } = await aManager(processes.url, mail);
    const { cut, inTurn } = killing(processes);
    const pressed: Promise<string>[] = [];
    for (let round = 0; round < kills; round += 1) {
      const upTo = Math.round(((round + 1) * alerts) / kills);
      while (pressed.length < upTo) pressed.push(raise(caller, { ...fields, formKey: randomUUID() }));
      await inTurn[round % inTurn.length]?.();
    }
    const lastStart = Date.now();
    const ids = await Promise.all(pressed);
    if (skipsWaits) await endOrphanedLeases();
    await waitUntilAllWent();
    const redelivered = (Date.now() - lastStart) / 1_000;

    const { lost, duplicateInApp, duplicateMails, unknownMails } = await tally(ids);
    report(
      { name: "kill_lost", value: lost, unit: "alerts" },
      { name: "kill_duplicate_in_app", value: duplicateInApp, unit: "rows" },
      { name: "kill_duplicate_mails", value: duplicateMails, unit: "mails", floor: cut.sends },
      { name: "kill_redelivered_s", value: Number(redelivered.toFixed(1)), unit: "s" },
    );
    expect(new Set(ids).size).toBe(alerts);
    expect(lost, lost > 0 ? await whatIsLeft(processes.running.worker) : "").toBe(0);
    expect(duplicateInApp).toBe(0);
    expect(unknownMails).toEqual([]);
    expect(duplicateMails).toBeLessThanOrEqual(cut.sends);
    expect(redelivered).toBeLessThanOrEqual(redeliveredWithinSeconds);
    // Kills that cut nothing short prove nothing.
    expect(cut.sends).toBeGreaterThan(0);
  },
  120_000 + kills * 10_000,
);
