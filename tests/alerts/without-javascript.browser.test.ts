import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAlert } from "#tests/factories/alerts";
import { aYearAroundNow } from "#tests/factories/calendars";
import { aLearner } from "#tests/factories/learners";
import { aSchool, type TestSchool } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, checkAccessible } from "#tests/support/browser";
import { aDatabase } from "#tests/support/database";
import { signedIn, signIn } from "#tests/support/sign-in";
import { aMailServer } from "#tests/support/smtp";
import { acknowledgeAlert } from "~/domain/alerts/acknowledge-alert.server";
import { systemClock } from "~/platform/clock";

const database = await aDatabase();
const mail = await aMailServer();
let app: RunningApp;
let manager: TestPerson;
let lead: TestPerson;
let school: TestSchool;

beforeAll(async () => {
  school = await aSchool({}, "Invented Academy");
  await aYearAroundNow();
  await starterCodesInDatabase();
  manager = await aPerson("designated_manager", { schoolId: school.id, name: "Morag Baird" });
  lead = await aPerson("lead", { name: "Isla Grant" });
  await aLearner({ school, givenName: "Kirsty", familyName: "Madeup" });
  await aLearner({ school, givenName: "Kit", familyName: "Otherwise" });
  app = await startApp({ database, env: { SMTP_URL: mail.url } });
}, 120_000);

afterAll(async () => {
  await app?.stop();
  await mail.stop();
});

const noScripts = { javaScriptEnabled: false };

it("carries an alert from raising to an answer and a note with scripts switched off", async () => {
  const phone = await signedIn(await aVisitor("phone", noScripts), app, manager);
  await phone.goto(`${app.url}/alerts/new`);
  await phone.getByLabel("Who is it about?").fill("ki");
  await phone.getByLabel("What happened?").fill("Typed before the search.");
  await phone.getByRole("button", { name: "Find" }).click();
  expect(await phone.getByText("2 learners found.").count()).toBe(1);
  expect(await phone.getByLabel("What happened?").inputValue()).toBe("Typed before the search.");

  await phone.getByLabel(/Kirsty Madeup/).check();
  await phone.getByRole("button", { name: "Send the alert" }).click();
  expect(await phone.getByRole("alert").getByText("Select where the child is now").count()).toBe(1);
  await checkAccessible(phone);
  expect(await phone.getByLabel(/Kirsty Madeup/).isChecked()).toBe(true);
  expect(await phone.getByLabel("What happened?").inputValue()).toBe("Typed before the search.");

  await phone.getByLabel("No, not yet").check();
  await phone.getByLabel("Today", { exact: true }).check();
  await phone.getByLabel("In school, with an adult").check();
  await phone.getByLabel("Who is with them?").fill("Ms Invented, pastoral care");
  await phone.getByLabel("In their own words").check();
  await phone.getByLabel("Their words").fill("I did not start it.");
  await phone.getByRole("button", { name: "Send the alert" }).click();
  await phone.waitForURL(/\/alerts\/[0-9a-f-]{36}$/);
  expect(await phone.getByText("“I did not start it.”").count()).toBe(1);
  const record = phone.url();

  const desktop = await signedIn(await aVisitor("desktop", noScripts), app, lead);
  await desktop.goto(`${app.url}/alerts`);
  await desktop.getByRole("button", { name: /I will ring within 15 minutes/ }).click();
  await desktop.waitForURL(record);
  await desktop.getByRole("link", { name: "Add a note" }).click();
  await checkAccessible(desktop);
  await desktop.getByRole("button", { name: "Add the note" }).click();
  expect(await desktop.getByRole("alert").getByText("Enter the note").count()).toBe(1);
  await desktop.getByLabel("Note", { exact: true }).fill("Spoke about a quiet room.");
  await desktop.getByLabel("Virtual School only").check();
  await desktop.getByRole("button", { name: "Add the note" }).click();
  await desktop.waitForURL(record);
  expect(await desktop.getByText("Spoke about a quiet room.").count()).toBe(1);

  await phone.goto(record);
  expect(await phone.getByText(/Answered by Isla Grant, who will ring by/).count()).toBe(1);
  expect(await phone.getByText("Spoke about a quiet room.").count()).toBe(0);
  await phone.getByRole("link", { name: "Refresh" }).click();
  expect(phone.url()).toBe(record);
}, 90_000);

it("ends an alert that is not for the Virtual School with scripts switched off", async () => {
  const child = { childName: "Alex Elsewhere", childStage: "S1" } as const;
  const alert = await anAlert({ school, raisedBy: manager, at: new Date(), ...child });
  await acknowledgeAlert(lead, { alertId: alert.id, ringWithinMinutes: 15 }, systemClock);
  const record = `${app.url}/alerts/${alert.id}`;
  const desktop = await signedIn(await aVisitor("desktop", noScripts), app, lead);
  await desktop.goto(`${record}/options`);
  const mentor = desktop.getByRole("group", { name: "Mentor" });
  await mentor.getByRole("radio", { name: "Not now" }).check();
  await desktop.getByRole("button", { name: "Store what was considered" }).click();
  await mentor.getByLabel("Why not now").fill("Nobody is free.");
  await desktop.getByRole("button", { name: "Store what was considered" }).click();
  await desktop.waitForURL(record);
  await desktop.goto(`${record}/verify`);
  await desktop.getByRole("button", { name: "Not for the Virtual School" }).click();
  expect(await desktop.getByRole("alert").textContent()).toContain("Enter your advice to the school");
  await desktop.getByLabel("Advice to the school").fill("Pastoral care.");
  await desktop.getByRole("button", { name: "Not for the Virtual School" }).click();
  await desktop.waitForURL(record);
}, 60_000);

it("gives a form back word for word when the session has ended, with scripts switched off", async () => {
  const page = await signedIn(await aVisitor("phone", noScripts), app, manager);
  await page.goto(`${app.url}/alerts/new`);
  await page.getByLabel("What happened?").fill("Typed <b>before</b>\nthe session ended.");
  await page.getByLabel("A child who is not in the list").check();
  await page.getByLabel("Name of the child").fill("Not Inlist");
  await database.superuserQuery("delete from session where user_id = $1", [manager.personId]);
  await page.getByRole("button", { name: "Send the alert" }).click();
  await page.waitForURL(/\/sign-in\?next=/);
  await signIn(page, app, mail, manager.email);
  await page.waitForURL(/\/alerts\/new\?draft=/);
  expect(await page.getByLabel("What happened?").inputValue()).toBe(
    "Typed <b>before</b>\nthe session ended.",
  );
  expect(await page.getByLabel("Name of the child").inputValue()).toBe("Not Inlist");

  const alert = await anAlert({ school, raisedBy: manager, at: new Date() });
  await page.goto(`${app.url}/alerts/${alert.id}/note`);
  await page.getByLabel("Note", { exact: true }).fill("A note of\ntwo lines.");
  await database.superuserQuery("delete from session where user_id = $1", [manager.personId]);
  await page.getByRole("button", { name: "Add the note" }).click();
  await checkAccessible(page);
  const tab = page.waitForEvent("popup");
  await page.getByRole("link", { name: /Sign in/ }).click();
  await signIn(await tab, app, mail, manager.email);
  await page.getByRole("button", { name: "Send it again" }).click();
  await page.waitForURL(`${app.url}/alerts/${alert.id}`);
  expect(await page.getByText("A note of two lines.").count()).toBe(1);
}, 60_000);
