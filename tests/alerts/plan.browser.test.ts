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
import { signedIn } from "#tests/support/sign-in";
import { aMailServer } from "#tests/support/smtp";
import { acknowledgeAlert } from "~/domain/alerts/acknowledge-alert.server";
import { fixedClock } from "~/platform/clock";
import { dayOf } from "~/platform/format";

const database = await aDatabase();
const mail = await aMailServer();
const today = dayOf(new Date());
let app: RunningApp;
let school: TestSchool;
let manager: TestPerson;
let lead: TestPerson;
let phone: Page;
let desktop: Page;
/** Opened before the tests, because it looks at its session only every 15 seconds. */
let revoked: { at: number; ended: Promise<{ text: string; at: number }> };

beforeAll(async () => {
  school = await aSchool({}, "Invented Academy");
  await aYearAroundNow();
  await starterCodesInDatabase();
  manager = await aPerson("designated_manager", { schoolId: school.id, name: "Morag Baird" });
  await aPerson("head_teacher", { schoolId: school.id, name: "Iain Ross" });
  lead = await aPerson("lead", { name: "Isla Grant" });
  app = await startApp({ database, env: { SMTP_URL: mail.url } });
  phone = await signedIn(await aVisitor("phone"), app, manager);
  desktop = await signedIn(await aVisitor("desktop"), app, lead);
  revoked = await aRevokedStream();
}, 120_000);

afterAll(async () => {
  await app?.stop();
  await mail.stop();
});

async function aRevokedStream() {
  const person = await aPerson("lead");
  const { name, value } = await aSession(person);
  const stream = await fetch(`${app.url}/alerts/stream`, {
    headers: { cookie: `${name}=${value}`, accept: "text/event-stream" },
  });
  await database.superuserQuery("delete from session where user_id = $1", [person.personId]);
  return { at: Date.now(), ended: stream.text().then((text) => ({ text, at: Date.now() })) };
}

const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
};

/** An alert of just now that the lead has answered. */
async function anAnsweredAlert(about: Parameters<typeof anAlert>[0] = {}) {
  const alert = await anAlert({ school, raisedBy: manager, at: new Date(), ...about });
  await acknowledgeAlert(lead, { alertId: alert.id, ringWithinMinutes: 15 }, fixedClock(new Date()));
  const url = `${app.url}/alerts/${alert.id}`;
  return { ...alert, url, learnerId: alert.learner?.id ?? "" };
}

async function advocacyOf(id: string) {
  const [alert] = await database.superuserQuery("select advocacy_offered_by from alert where id = $1", [id]);
  return alert?.advocacy_offered_by;
}

const onRecord = (page: Page, url: string) => page.waitForURL(url);

it("carries an alert from alternatives to its end, as two people, on a phone and a desktop", async () => {
  const learner = await aLearner({ school, givenName: "Kirsty", familyName: "Madeup" });
  await onNotifyList({
    learnerId: learner.id,
    name: "Mx Carer",
    phone: "0141 496 0123",
    mayBeTold: ["decision"],
  });
  await onNotifyList({
    learnerId: learner.id,
    name: "Mx Parent",
    relation: "parent",
    phone: "0141 496 0124",
  });
  const { id, url } = await anAnsweredAlert({ learner });

  await desktop.goto(`${url}/options`);
  await shot(desktop, "options-desktop");
  await desktop.getByRole("group", { name: "Mentor" }).getByRole("radio", { name: "Will use" }).check();
  await desktop.getByRole("button", { name: "Store what was considered" }).click();
  await expect
    .poll(() => desktop.getByRole("alert").textContent())
    .toContain("Enter why and how you will use it");
  await checkAccessible(desktop);
  await shot(desktop, "options-error-desktop");
  await desktop
    .getByRole("group", { name: "Mentor" })
    .getByLabel("Why, and how")
    .fill("From Tuesday, with Mx Kerr.");
  await desktop.getByRole("button", { name: "Store what was considered" }).click();
  await onRecord(desktop, url);

  await phone.goto(`${url}/people`);
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
  await expect.poll(() => advocacyOf(id)).toBe("Mx Advocate");
  await checkAccessible(phone);
  await shot(phone, "people-phone");

  await openPage(phone, `${url}/meeting`);
  await phone.getByLabel("By phone").check();
  await phone.getByLabel("Time it started").fill("00:00");
  await phone.getByLabel("Who took part?").fill("Mx Kerr, mentor\nMx Carer");
  await phone.getByLabel("What was said").fill("A plan until Friday.");
  await shot(phone, "meeting-phone");
  await phone.getByRole("button", { name: "Store the meeting" }).click();
  await onRecord(phone, url);

  await openPage(desktop, `${url}/action`);
  await desktop.getByLabel("What will be done?").fill("Meet Kirsty at the gate at 8:45");
  await desktop.getByLabel("Who will do it?").selectOption({ label: "Morag Baird, school" });
  await desktop.getByLabel("By which day?").fill(today);
  await shot(desktop, "action-desktop");
  await desktop.getByRole("button", { name: "Agree the action" }).click();
  await onRecord(desktop, url);
  const linkInMail = () => mail.mails.at(-1)?.text.match(/\/alerts\/\S+\/action\/[0-9a-f-]{36}/)?.[0];
  await expect.poll(linkInMail, { timeout: 15_000 }).toBeTruthy();
  await openPage(phone, `${app.url}${linkInMail()}`);
  await shot(phone, "tick-phone");
  await phone.getByRole("button", { name: "Tick off: it is done" }).click();
  await onRecord(phone, url);

  await phone.goto(`${url}/decision`);
  await phone.getByLabel("Excluded, temporary").check();
  await checkAccessible(phone);
  await shot(phone, "decision-excluded-phone");
  await phone.getByLabel("Not excluded").check();
  expect(await phone.getByLabel("Who decided?").inputValue()).toBe("Iain Ross");
  await phone.getByLabel("Why, in short").fill("A plan was found.");
  await phone.getByLabel("In their own words").check();
  await phone.getByLabel("Their words").fill("I want to stay. 🙂");
  await shot(phone, "decision-phone");
  await phone.getByRole("button", { name: "Record the decision" }).click();
  await onRecord(phone, url);
  await shot(phone, "record-decided-phone");

  await openPage(desktop, `${url}/follow-up`);
  await shot(desktop, "follow-up-desktop");
  await desktop.getByLabel("Sent home without an exclusion on record").check();
  await desktop.getByLabel("On which day did it happen or begin?").fill(today);
  await desktop.getByLabel("Carer or home").check();
  await desktop.getByRole("button", { name: "Store what you found" }).click();
  await onRecord(desktop, url);

  await openPage(desktop, `${url}/close`);
  await shot(desktop, "close-desktop");
  await desktop.getByLabel("What have we learned?").fill("Ring home before the afternoon.");
  await desktop.getByRole("button", { name: "Close the alert" }).click();
  await onRecord(desktop, url);
  await checkAccessible(desktop);
  await shot(desktop, "record-closed-desktop");

  await desktop.goto(`${url}/options`);
  expect(await desktop.getByText("This alert is closed. You can still add a note.").count()).toBe(1);
}, 120_000);

it("verifies a child who is not in the system, and withdraws an alert", async () => {
  await aLearner({ school, givenName: "Sam", familyName: "Found" });
  const { url } = await anAnsweredAlert({ childName: "Sam Fond", childStage: "P6" });
  await desktop.goto(`${url}/verify`);
  await desktop.getByLabel("Search for the learner").fill("sam fo");
  await desktop.getByRole("button", { name: "Find" }).click();
  await desktop.getByLabel("Sam Found, S2").check();
  await checkAccessible(desktop);
  await shot(desktop, "verify-desktop");
  await desktop.getByRole("button", { name: "This is the learner" }).click();
  await onRecord(desktop, url);

  await openPage(phone, `${url}/withdraw`);
  await shot(phone, "withdraw-phone");
  await phone.getByLabel("Why is the alert withdrawn?").fill("Raised by mistake.");
  await phone.getByRole("button", { name: "Withdraw the alert" }).click();
  await onRecord(phone, url);
  await shot(phone, "record-withdrawn-phone");
}, 60_000);

it("ends an alert that is not for the Virtual School, with JavaScript off", async () => {
  const plain = await signedIn(await aVisitor("desktop", { javaScriptEnabled: false }), app, lead);
  const { url } = await anAnsweredAlert({ childName: "Alex Elsewhere", childStage: "S1" });
  await plain.goto(`${url}/options`);
  await plain.getByRole("group", { name: "Mentor" }).getByRole("radio", { name: "Not now" }).check();
  await plain.getByRole("button", { name: "Store what was considered" }).click();
  await plain.getByRole("group", { name: "Mentor" }).getByLabel("Why not now").fill("Nobody is free.");
  await plain.getByRole("button", { name: "Store what was considered" }).click();
  await onRecord(plain, url);
  await plain.goto(`${url}/verify`);
  await plain.getByRole("button", { name: "Not for the Virtual School" }).click();
  expect(await plain.getByRole("alert").textContent()).toContain("Enter your advice to the school");
  await plain.getByLabel("Advice to the school").fill("Pastoral care.");
  await plain.getByRole("button", { name: "Not for the Virtual School" }).click();
  await onRecord(plain, url);
}, 60_000);

it("ends the stream of changes within 16 seconds of the session", async () => {
  const { text, at } = await revoked.ended;
  expect(text).toContain(": open");
  expect(at - revoked.at).toBeLessThan(16_500);
});
