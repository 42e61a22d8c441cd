import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aYearAroundNow } from "#tests/factories/calendars";
import { aLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, checkAccessible, openPage } from "#tests/support/browser";
import { aDatabase } from "#tests/support/database";
import { signedIn, signIn } from "#tests/support/sign-in";
import { aMailServer } from "#tests/support/smtp";

const database = await aDatabase();
const mail = await aMailServer();
let app: RunningApp;
let manager: TestPerson;
let headTeacher: TestPerson;
let lead: TestPerson;
let virtualSchoolHead: TestPerson;

beforeAll(async () => {
  const school = await aSchool({}, "Invented Academy");
  await aYearAroundNow();
  await starterCodesInDatabase();
  manager = await aPerson("designated_manager", { schoolId: school.id, name: "Morag Baird" });
  headTeacher = await aPerson("head_teacher", { schoolId: school.id, name: "Iain Ross" });
  lead = await aPerson("lead", { name: "Isla Grant" });
  virtualSchoolHead = await aPerson("vs_head_teacher", { name: "Catriona Munro" });
  await aLearner({ school, givenName: "Kirsty", familyName: "Madeup" });
  app = await startApp({ database, env: { SMTP_URL: mail.url } });
}, 120_000);

afterAll(async () => {
  await app?.stop();
  await mail.stop();
});

const isRecord = /\/alerts\/[0-9a-f-]{36}$/;

const somebody = async (screen: "phone" | "desktop", person: TestPerson): Promise<Page> =>
  signedIn(await aVisitor(screen), app, person);

async function raise(page: Page): Promise<string> {
  await openPage(page, `${app.url}/alerts/new`);
  await page.getByLabel("No, not yet").check();
  await page.getByLabel("Today", { exact: true }).check();
  await page.getByLabel("In school, with an adult").check();
  await page.getByLabel("Who is with them?").fill("Ms Invented, pastoral care");
  await page.getByLabel("Who is it about?").fill("ki");
  await page.getByLabel(/Kirsty Madeup/).check();
  await page.getByLabel("What happened?").fill("Left the class after the bell and shouted in the corridor.");
  await page.getByLabel("Not asked yet").check();
  await page.getByRole("button", { name: "Send the alert" }).click();
  await page.waitForURL(isRecord);
  return page.url();
}

async function coordinate(page: Page, record: string): Promise<void> {
  await page.goto(`${record}/options`);
  const keyAdult = page.getByRole("group", { name: /Time with a key adult/ });
  await keyAdult.getByLabel("Will use").check();
  await keyAdult.getByRole("textbox").first().fill("Ms Invented meets Kirsty at the gate from tomorrow.");
  await page.getByRole("button", { name: "Store what was considered" }).click();
  await page.waitForURL(isRecord);
  await page.goto(`${record}/meeting`);
  await page.getByLabel("By phone").check();
  await page.getByLabel("Who took part?").fill("Isla Grant\nIain Ross");
  await page.getByRole("button", { name: "Store the meeting" }).click();
  await page.waitForURL(isRecord);
  await page.goto(`${record}/action`);
  await page.getByLabel("What will be done?").fill("Meet Kirsty at the gate.");
  await page.getByLabel("Who will do it?").selectOption(manager.personId);
  await page.getByLabel("By which day?").fill(new Date(Date.now() + 86_400_000).toISOString().slice(0, 10));
  await page.getByRole("button", { name: "Agree the action" }).click();
  await page.waitForURL(isRecord);
}

it("carries an alert from raising to closing, as four people, with real mails", async () => {
  const phone = await aVisitor("phone");
  await signIn(phone, app, mail, manager.email);
  const record = await raise(phone);
  await expect
    .poll(() => phone.locator("#receipt").getByText("accepted by the mail server").count(), {
      timeout: 15_000,
    })
    .toBe(1);
  await checkAccessible(phone);

  const desktop = await somebody("desktop", lead);
  await desktop.goto(`${app.url}/alerts`);
  await desktop.getByRole("button", { name: /I will ring within 15 minutes/ }).click();
  await desktop.waitForURL(isRecord);
  // The manager's page says so by itself.
  await expect
    .poll(() => phone.getByText(/by Isla Grant, who will ring by/).count(), { timeout: 15_000 })
    .toBeGreaterThan(0);
  await coordinate(desktop, record);

  const head = await somebody("phone", headTeacher);
  await head.goto(`${record}/decision`);
  await head.getByLabel("Not excluded").check();
  await head
    .getByRole("textbox", { name: /reason|Why/i })
    .first()
    .fill("Kirsty has a key adult from tomorrow.");
  await head.getByLabel("Not asked yet").check();
  await head.getByRole("button", { name: "Record the decision" }).click();
  await head.waitForURL(isRecord);

  await desktop.goto(`${record}/close`);
  await desktop.getByRole("textbox").first().fill("A key adult at the gate was enough.");
  await desktop.getByRole("button", { name: "Close the alert" }).click();
  await desktop.waitForURL(isRecord);

  const virtualHead = await somebody("desktop", virtualSchoolHead);
  await virtualHead.goto(record);
  expect(await virtualHead.getByText("A key adult at the gate was enough.").count()).toBeGreaterThan(0);
  await virtualHead.goto(`${app.url}/outcomes`);
  expect(await virtualHead.getByText("1 of 1 (100%)").count()).toBeGreaterThan(0);

  const subjects = mail.mails.map((each) => each.subject);
  expect(subjects.filter((subject) => subject.includes("something needs you")).length).toBeGreaterThan(1);
  const told = mail.mails.map((each) => `${each.subject}\n${each.text}\n${each.html}`).join("\n");
  expect(told).not.toMatch(/Kirsty|Madeup|Invented Academy/);
}, 120_000);
