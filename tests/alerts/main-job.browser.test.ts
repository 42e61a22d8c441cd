import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson, aSession, type TestPerson } from "#tests/factories/accounts";
import { anAlert } from "#tests/factories/alerts";
import { aYearAroundNow } from "#tests/factories/calendars";
import { aLearner } from "#tests/factories/learners";
import { onNotifyList } from "#tests/factories/notify-list";
import { aSchool, type TestSchool } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, checkAccessible, openPage } from "#tests/support/browser";
import { aDatabase } from "#tests/support/database";
import { signedIn, signIn } from "#tests/support/sign-in";
import { aMailServer } from "#tests/support/smtp";
import { dayOf } from "~/platform/format";

const database = await aDatabase();
const mail = await aMailServer();
const today = dayOf(new Date());
let app: RunningApp;
let school: TestSchool;
let manager: TestPerson;
let headTeacher: TestPerson;
let virtualSchoolHead: TestPerson;
let phone: Page;
let desktop: Page;
/** Opened before the tests, because it looks at its session only every 15 seconds. */
let revoked: { at: number; ended: Promise<{ text: string; at: number }> };

beforeAll(async () => {
  school = await aSchool({}, "Invented Academy");
  await aYearAroundNow();
  await starterCodesInDatabase();
  manager = await aPerson("designated_manager", { schoolId: school.id, name: "Morag Baird" });
  headTeacher = await aPerson("head_teacher", { schoolId: school.id, name: "Iain Ross" });
  const lead = await aPerson("lead", { name: "Isla Grant" });
  virtualSchoolHead = await aPerson("vs_head_teacher", { name: "Catriona Munro" });
  const kirsty = await aLearner({ school, givenName: "Kirsty", familyName: "Madeup" });
  const known = { learnerId: kirsty.id, phone: "0141 496 0123" };
  await onNotifyList({ ...known, name: "Mx Carer", mayBeTold: ["decision"] });
  await onNotifyList({ ...known, name: "Mx Parent", relation: "parent" });
  app = await startApp({ database, env: { SMTP_URL: mail.url } });
  phone = await aVisitor("phone");
  desktop = await signedIn(await aVisitor("desktop"), app, lead);
  revoked = await aRevokedStream();
}, 120_000);

afterAll(async () => {
  await app?.stop();
  await mail.stop();
});

const isRecord = /\/alerts\/[0-9a-f-]{36}$/;
const onRecord = (page: Page) => page.waitForURL(isRecord);
const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
};

async function aRevokedStream() {
  const person = await aPerson("lead");
  const { name, value } = await aSession(person);
  const stream = await fetch(`${app.url}/alerts/stream`, {
    headers: { cookie: `${name}=${value}`, accept: "text/event-stream" },
  });
  await database.superuserQuery("delete from session where user_id = $1", [person.personId]);
  return { at: Date.now(), ended: stream.text().then((text) => ({ text, at: Date.now() })) };
}

async function raise(): Promise<string> {
  await openPage(phone, `${app.url}/alerts/new`);
  await phone.getByLabel("No, not yet").check();
  await phone.getByLabel("Today", { exact: true }).check();
  await phone.getByLabel("In school, with an adult").check();
  await phone.getByLabel("Who is with them?").fill("Ms Invented, pastoral care");
  await phone.getByLabel("Who is it about?").fill("ki");
  await phone.getByLabel(/Kirsty Madeup/).check();
  await phone.getByLabel("What happened?").fill("Left the class after the bell and shouted in the corridor.");
  await phone.getByLabel("Not asked yet").check();
  await phone.getByRole("button", { name: "Send the alert" }).click();
  await onRecord(phone);
  const accepted = phone.locator("#receipt").getByText("accepted by the mail server");
  await expect.poll(() => accepted.count(), { timeout: 15_000 }).toBe(1);
  await checkAccessible(phone);
  return phone.url();
}

async function answer(): Promise<void> {
  await desktop.goto(`${app.url}/alerts`);
  await desktop.getByRole("button", { name: /I will ring within 15 minutes/ }).click();
  await onRecord(desktop);
  // The manager's page says so by itself.
  await expect
    .poll(() => phone.getByText(/by Isla Grant, who will ring by/).count(), { timeout: 15_000 })
    .toBeGreaterThan(0);
}

async function consider(record: string): Promise<void> {
  await desktop.goto(`${record}/options`);
  const mentor = desktop.getByRole("group", { name: "Mentor" });
  await mentor.getByRole("radio", { name: "Will use" }).check();
  await desktop.getByRole("button", { name: "Store what was considered" }).click();
  await expect
    .poll(() => desktop.getByRole("alert").textContent())
    .toContain("Enter why and how you will use it");
  await checkAccessible(desktop);
  await shot(desktop, "options-error-desktop");
  await mentor.getByLabel("Why, and how").fill("From Tuesday, with Mx Kerr.");
  await desktop.getByRole("button", { name: "Store what was considered" }).click();
  await onRecord(desktop);
}

async function involve(record: string): Promise<void> {
  await phone.goto(`${record}/people`);
  expect(await phone.getByText("May not be told").count()).toBe(1);
  await phone.getByRole("button", { name: /Mark as told/ }).click();
  await phone.getByText(/^Told, /).waitFor();
  await phone
    .getByLabel("Or somebody else: name")
    .or(phone.getByLabel("Name", { exact: true }))
    .fill("Mx Kerr");
  await phone.getByLabel("Their role").fill("Mentor");
  await phone.getByRole("button", { name: "Add this person" }).click();
  await phone.getByText("Mx Kerr, Mentor").waitFor();
  await phone.getByLabel("Who offered advocacy?").fill("Mx Advocate");
  await phone.getByLabel("Accepted").check();
  await phone.getByRole("button", { name: "Store the offer" }).click();
  await expect
    .poll(() => database.superuserQuery("select from alert where advocacy_offered_by = 'Mx Advocate'"))
    .toHaveLength(1);
  await checkAccessible(phone);
  await shot(phone, "people-phone");
}

async function meet(record: string): Promise<void> {
  await openPage(phone, `${record}/meeting`);
  await phone.getByLabel("By phone").check();
  await phone.getByLabel("Who took part?").fill("Mx Kerr, mentor\nMx Carer");
  await phone.getByLabel("What was said").fill("A plan until Friday.");
  await shot(phone, "meeting-phone");
  await phone.getByRole("button", { name: "Store the meeting" }).click();
  await onRecord(phone);
}

async function act(record: string): Promise<void> {
  await openPage(desktop, `${record}/action`);
  await desktop.getByLabel("What will be done?").fill("Meet Kirsty at the gate at 8:45");
  await desktop.getByLabel("Who will do it?").selectOption({ label: "Morag Baird, school" });
  await desktop.getByLabel("By which day?").fill(today);
  await shot(desktop, "action-desktop");
  await desktop.getByRole("button", { name: "Agree the action" }).click();
  await onRecord(desktop);
  const linkInMail = () => mail.mails.at(-1)?.text.match(/\/alerts\/\S+\/action\/[0-9a-f-]{36}/)?.[0];
  await expect.poll(linkInMail, { timeout: 15_000 }).toBeTruthy();
  await openPage(phone, `${app.url}${linkInMail()}`);
  await shot(phone, "tick-phone");
  await phone.getByRole("button", { name: "Tick off: it is done" }).click();
  await onRecord(phone);
}

async function decide(record: string): Promise<void> {
  const page = await signedIn(await aVisitor("phone"), app, headTeacher);
  await page.goto(`${record}/decision`);
  await page.getByLabel("Excluded, temporary").check();
  await checkAccessible(page);
  await shot(page, "decision-excluded-phone");
  await page.getByLabel("Not excluded").check();
  expect(await page.getByLabel("Who decided?").inputValue()).toBe("Iain Ross");
  await page.getByLabel("Why, in short").fill("A plan was found.");
  await page.getByLabel("In their own words").check();
  await page.getByLabel("Their words").fill("I want to stay. 🙂");
  await page.getByRole("button", { name: "Record the decision" }).click();
  await onRecord(page);
  await shot(page, "record-decided-phone");
}

async function followUpAndClose(record: string): Promise<void> {
  await openPage(desktop, `${record}/follow-up`);
  await shot(desktop, "follow-up-desktop");
  await desktop.getByLabel("Sent home without an exclusion on record").check();
  await desktop.getByLabel("On which day did it happen or begin?").fill(today);
  await desktop.getByLabel("Carer or home").check();
  await desktop.getByRole("button", { name: "Store what you found" }).click();
  await onRecord(desktop);
  await openPage(desktop, `${record}/close`);
  await shot(desktop, "close-desktop");
  await desktop.getByLabel("What have we learned?").fill("Ring home before the afternoon.");
  await desktop.getByRole("button", { name: "Close the alert" }).click();
  await onRecord(desktop);
  await checkAccessible(desktop);
  await shot(desktop, "record-closed-desktop");
  await desktop.goto(`${record}/options`);
  expect(await desktop.getByText("This alert is closed. You can still add a note.").count()).toBe(1);
}

it("carries an alert from raising to closing, as four people, with real mails", async () => {
  await signIn(phone, app, mail, manager.email);
  const record = await raise();
  await answer();
  await consider(record);
  await involve(record);
  await meet(record);
  await act(record);
  await decide(record);
  await followUpAndClose(record);

  const page = await signedIn(await aVisitor("desktop"), app, virtualSchoolHead);
  await page.goto(record);
  expect(await page.getByText("Ring home before the afternoon.").count()).toBeGreaterThan(0);
  await page.goto(`${app.url}/outcomes`);
  expect(await page.getByText("1 of 1 (100%)").count()).toBeGreaterThan(0);

  const subjects = mail.mails.map((each) => each.subject);
  expect(subjects.filter((subject) => subject.includes("something needs you")).length).toBeGreaterThan(1);
  const told = mail.mails.map((each) => `${each.subject}\n${each.text}\n${each.html}`).join("\n");
  expect(told).not.toMatch(/Kirsty|Madeup|Invented Academy/);
}, 180_000);

it("verifies a child who is not in the system, and withdraws an alert", async () => {
  await aLearner({ school, givenName: "Sam", familyName: "Found" });
  const child = { childName: "Sam Fond", childStage: "P6" } as const;
  const { id } = await anAlert({ school, raisedBy: manager, at: new Date(), ...child });
  const record = `${app.url}/alerts/${id}`;
  await desktop.goto(`${record}/verify`);
  await desktop.getByLabel("Search for the learner").fill("sam fo");
  await desktop.getByRole("button", { name: "Find" }).click();
  await desktop.getByLabel("Sam Found, S2").check();
  await checkAccessible(desktop);
  await shot(desktop, "verify-desktop");
  await desktop.getByRole("button", { name: "This is the learner" }).click();
  await desktop.waitForURL(record);

  await openPage(phone, `${record}/withdraw`);
  await shot(phone, "withdraw-phone");
  await phone.getByLabel("Why is the alert withdrawn?").fill("Raised by mistake.");
  await phone.getByRole("button", { name: "Withdraw the alert" }).click();
  await phone.waitForURL(record);
}, 60_000);

it("ends the stream of changes within 16 seconds of the session", async () => {
  const { text, at } = await revoked.ended;
  expect(text).toContain(": open");
  expect(at - revoked.at).toBeLessThan(16_500);
});
