import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aYearAroundNow } from "#tests/factories/calendars";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { aSchool, type TestSchool } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { type RunningApp, startApp } from "#tests/support/app";
import { type Answer, aCaller, type Caller, signInByMail, valuesOf, wordsOf } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { aProxy, type CutProxy } from "#tests/support/proxy";
import { aMailServer } from "#tests/support/smtp";

const database = await aDatabase();
const mail = await aMailServer();
let app: RunningApp;
let line: CutProxy;
let school: TestSchool;
let learner: TestLearner;
let person: TestPerson;
let manager: Caller;
/** A second app whose network swallows everything, asked for a page at the start: what comes of it takes a while. */
let silent: { app: RunningApp; line: CutProxy; answer: Promise<Answer & { milliseconds: number }> };

async function anAppBehind(proxy: CutProxy): Promise<RunningApp> {
  const { webUrl, workerUrl } = database;
  return startApp({
    database,
    env: { SMTP_URL: mail.url, DATABASE_URL: proxy.url(webUrl), DATABASE_WORKER_URL: proxy.url(workerUrl) },
  });
}

async function silence() {
  const proxy = await aProxy(database.webUrl);
  const behind = await anAppBehind(proxy);
  const caller = aCaller(behind);
  for (const [name, value] of manager.cookies) caller.cookies.set(name, value);
  expect((await caller.get("/alerts")).status).toBe(200);
  proxy.freeze();
  const start = Date.now();
  const answer = caller.get("/alerts").then((got) => ({ ...got, milliseconds: Date.now() - start }));
  return { app: behind, line: proxy, answer };
}

beforeAll(async () => {
  school = await aSchool();
  await aYearAroundNow();
  await starterCodesInDatabase();
  learner = await aLearner({ school, givenName: "Plantedgiven" });
  person = await aPerson("designated_manager", { schoolId: school.id, email: "plantedmanager@example.org" });
  await aPerson("lead");
  line = await aProxy(database.webUrl);
  app = await anAppBehind(line);
  manager = aCaller(app);
  await signInByMail(manager, mail, person.email);
  silent = await silence();
}, 120_000);

afterEach(() => line.restore());

afterAll(async () => {
  await app?.stop();
  await silent?.app.killHard();
  await silent?.line.stop();
  await line?.stop();
  await mail.stop();
});

const away = "The database cannot be reached just now, so nothing was changed. Try again in a minute.";

/** What somebody typed; each text comes back from the page only if it was kept. */
const typed = {
  withWhom: 'Plantedadult "M" & co',
  whatHappened: "\nPlantedhappened <b>é</b> 🙂\r\nsecond line\r\n",
  supportInPlace: "Plantedsupport",
};
const form = () => ({
  formKey: randomUUID(),
  schoolId: school.id,
  decisionMade: "no",
  decisionExpected: "today",
  learnerId: learner.id,
  whereNow: "in_class",
  childView: "not_asked_yet",
  triggers: ["change_at_home", "learning_need"],
  ...typed,
});

/** The fields that one press of "Send it again" sends. */
function sentAgain(answer: Answer): URLSearchParams {
  const again = new URLSearchParams();
  const names = new Set(
    [...answer.body.matchAll(/<textarea\b[^>]* name="([^"]+)"/g)].map(([, name = ""]) => name),
  );
  for (const name of names) for (const value of valuesOf(answer.body, name)) again.append(name, value);
  return again;
}

/** As one string: browsers send line ends as CRLF, whichever way a page holds them. */
const asSent = (fields: URLSearchParams) => fields.toString().replaceAll("%0D%0A", "%0A");
const asked = (fields: ReturnType<typeof form>) =>
  asSent(
    new URLSearchParams(
      Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each) => [name, each])),
    ),
  );

const alertsOf = (formKey: string) =>
  database.superuserQuery("select what_happened from alert where form_key = $1", [formKey]);
const everythingWritten = () =>
  database.superuserQuery(
    "select (select count(*) from alert) a, (select count(*) from event) e, (select count(*) from audit_line) l, (select count(*) from outbox_mail where template like 'alerts/%') o",
  );

const isBack = async () =>
  expect.poll(async () => (await manager.get("/alerts")).status, { timeout: 10_000 }).toBe(200);

describe("with the database away", () => {
  it.each(["/", "/alerts", "/alerts/new", "/outcomes"])(
    "%s says so in a sentence, and nothing of the cause",
    async (path) => {
      await line.cut();
      const answer = await manager.get(path);
      expect(answer.status).toBe(503);
      expect(wordsOf(answer.body)).toContain(away);
      expect(wordsOf(answer.body)).toContain("The service is not available just now");
      expect(answer.body).not.toMatch(/prisma|ECONNREFUSED|postgres|127\.0\.0\.1/i);
      expect(answer.headers["cache-control"]).toBe("no-store");
      await line.restore();
      await isBack();
    },
  );

  it("the process answers, and says that it is not ready", async () => {
    await line.cut();
    expect((await manager.get("/healthz")).status).toBe(200);
    expect((await manager.get("/readyz")).status).toBe(503);
    await line.restore();
    await expect.poll(async () => (await manager.get("/readyz")).status, { timeout: 10_000 }).toBe(200);
  });

  it("signing in says so, and keeps the address that was typed", async () => {
    await line.cut();
    const stranger = aCaller(app);
    expect((await stranger.get("/sign-in")).status).toBe(200);
    const answer = await stranger.post("/sign-in", {
      step: "address",
      next: "/",
      email: "plantedmanager@example.org",
    });
    expect(answer.status).toBe(503);
    expect(wordsOf(answer.body)).toContain("The service is not available just now");
    expect(sentAgain(answer).get("email")).toBe("plantedmanager@example.org");
  });

  it("signing out takes the cookie from the browser all the same", async () => {
    const caller = aCaller(app);
    await signInByMail(caller, mail, person.email);
    await line.cut();
    await caller.post("/sign-out", {});
    expect([...caller.cookies.keys()].filter((name) => name.includes("session"))).toEqual([]);
  });

  it("an alert that is sent stays on the page word for word, and one press later stores it once", async () => {
    const fields = form();
    await line.cut();
    const answer = await manager.post("/alerts/new", fields);
    expect(answer.status).toBe(503);
    expect(wordsOf(answer.body)).toContain(away);
    expect(asSent(sentAgain(answer))).toBe(asked(fields));

    const still = await manager.post("/alerts/new", sentAgain(answer));
    expect(still.status).toBe(503);
    expect(asSent(sentAgain(still))).toBe(asked(fields));

    await line.restore();
    await isBack();
    const stored = await manager.post("/alerts/new", sentAgain(still));
    expect(stored.status).toBe(302);
    expect(await alertsOf(fields.formKey)).toEqual([
      { what_happened: "Plantedhappened <b>é</b> 🙂\r\nsecond line" },
    ]);
    const again = await manager.post("/alerts/new", sentAgain(still));
    expect(again.headers.location).toBe(`${stored.headers.location}?stored=repeat`);
    expect(await alertsOf(fields.formKey)).toHaveLength(1);
  });
});

describe("with the database gone in the middle of storing an alert", () => {
  it("nothing is half-written, the page keeps the form, and one press later stores it once", async () => {
    const fields = form();
    const before = await everythingWritten();
    const holder = new pg.Client({ connectionString: database.ownerUrl });
    await holder.connect();
    await holder.query("begin");
    await holder.query("lock table audit_line in access exclusive mode");
    const sending = manager.post("/alerts/new", fields);
    const isWaiting =
      "select count(*)::int as n from pg_locks l join pg_class c on c.oid = l.relation where c.relname = 'audit_line' and not l.granted";
    await expect
      .poll(async () => (await database.superuserQuery(isWaiting))[0]?.n, { timeout: 10_000 })
      .toBeGreaterThan(0);
    await line.cut();
    const answer = await sending;
    expect(answer.status).toBe(503);
    await holder.query("rollback");
    await holder.end();
    await expect.poll(async () => (await database.superuserQuery(isWaiting))[0]?.n).toBe(0);
    expect(await everythingWritten()).toEqual(before);

    await line.restore();
    await isBack();
    expect((await manager.post("/alerts/new", sentAgain(answer))).status).toBe(302);
    expect(await alertsOf(fields.formKey)).toHaveLength(1);
  });

  it("by a restart, it is back by itself", async () => {
    await database.superuserQuery(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename <> current_user",
    );
    const statuses = [];
    for (let n = 0; n < 12; n += 1) statuses.push((await manager.get("/alerts")).status);
    expect(statuses.every((status) => status === 200 || status === 503)).toBe(true);
    expect(statuses.at(-1)).toBe(200);
  });
});

describe("with a network that swallows everything", () => {
  it("a page does not wait for ever, and the next one comes as soon as the network is back", async () => {
    const { status, body, milliseconds } = await silent.answer;
    expect([status, wordsOf(body).includes(away)]).toEqual([503, true]);
    expect(milliseconds).toBeLessThan(20_000);
    await silent.line.restore();
    const caller = aCaller(silent.app);
    for (const [name, value] of manager.cookies) caller.cookies.set(name, value);
    await expect.poll(async () => (await caller.get("/alerts")).status, { timeout: 5_000 }).toBe(200);
  }, 40_000);
});

it("the log says that it was away, and nothing that was typed", async () => {
  await pause(50);
  const printed = app.lines.join("\n");
  expect(printed).toMatch(/"status":503/);
  expect(printed).not.toMatch(/planted|@example/i);
  expect(printed).toContain('"message":"database away"');
  expect(app.lines.filter((each) => each.includes('"message":"fault"'))).toEqual([]);
});
