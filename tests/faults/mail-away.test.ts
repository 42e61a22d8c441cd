import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aYearAroundNow } from "#tests/factories/calendars";
import { aLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { type RunningApp, startApp } from "#tests/support/app";
import { aCaller, type Caller, signInByMail, wordsOf } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { aMailServer } from "#tests/support/smtp";

const database = await aDatabase();
const mail = await aMailServer();
let app: RunningApp;
let manager: Caller;
let lead: TestPerson;
let form: Record<string, string>;

beforeAll(async () => {
  const school = await aSchool();
  await aYearAroundNow();
  await starterCodesInDatabase();
  const learner = await aLearner({ school });
  const person = await aPerson("designated_manager", { schoolId: school.id });
  lead = await aPerson("lead", { name: "Isla Grant", email: "plantedlead@example.org" });
  await database.superuserQuery(
    "update membership set valid_to = '2021-01-01' where role = 'vs_head_teacher'",
  );
  form = {
    formKey: randomUUID(),
    schoolId: school.id,
    decisionMade: "no",
    decisionExpected: "today",
    learnerId: learner.id,
    whereNow: "in_class",
    withWhom: "Ms X",
    whatHappened: "Plantedhappened",
    childView: "not_asked_yet",
  };
  app = await startApp({ database, env: { SMTP_URL: mail.url } });
  manager = aCaller(app);
  await signInByMail(manager, mail, person.email);
}, 120_000);

afterAll(async () => {
  await app?.stop();
  await mail.stop();
});

it("stores an alert while the mail server is away, says so on the receipt, and mails it when the server is back", async () => {
  mail.behave({ kind: "refuse", at: "sender", code: 421 });
  const before = mail.mails.length;
  const sent = await manager.post("/alerts/new", form);
  expect(sent.status).toBe(302);
  const receipt = async () => wordsOf((await manager.get(sent.headers.location ?? "")).body);
  await expect
    .poll(receipt, { timeout: 10_000 })
    .toContain(
      "The message to Isla Grant was not taken yet. It is tried again by itself; the alert already shows on the board",
    );
  expect(await receipt()).toMatch(/Stored \d\d:\d\d/);
  expect(wordsOf((await manager.get("/alerts")).body)).toContain("1 alert needs an answer");
  expect(mail.mails).toHaveLength(before);

  mail.behave({ kind: "accept" });
  await database.superuserQuery("update outbox_mail set next_attempt_at = now() where state = 'queued'");
  await mail.waitFor(before + 1);
  expect(mail.mails.at(-1)?.to).toEqual([lead.email]);
  await expect
    .poll(receipt, { timeout: 10_000 })
    .toMatch(/Mail to Isla Grant accepted by the mail server \d\d:\d\d/);
});

it("asks to ring when an address is refused for good, without the address", async () => {
  mail.behave({
    kind: "refuse",
    at: "recipient",
    code: 550,
    message: "no such mailbox plantedlead@example.org",
  });
  const sent = await manager.post("/alerts/new", { ...form, formKey: randomUUID() });
  const page = async () => (await manager.get(sent.headers.location ?? "")).body;
  await expect
    .poll(async () => wordsOf(await page()), { timeout: 10_000 })
    .toContain("The message could not be delivered. Please ring.");
  expect(await page()).not.toContain("plantedlead@example.org");
});

it("logs neither addresses nor words", () => {
  const printed = app.lines.join("\n");
  expect(app.lines.length).toBeGreaterThan(10);
  expect(printed).not.toMatch(/planted|@example|Isla/i);
});
