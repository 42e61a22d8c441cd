import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { aLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, openPage } from "#tests/support/browser";
import { aDatabase } from "#tests/support/database";
import { aMailServer } from "#tests/support/smtp";
import { aYearAroundNow } from "#tests/factories/calendars";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { signIn } from "#tests/support/sign-in";
import type { Page } from "playwright-core";

const database = await aDatabase();
const mail = await aMailServer();
let app: RunningApp;
let school: Awaited<ReturnType<typeof aSchool>>;
const people = {} as Record<"manager" | "headTeacher" | "lead" | "virtualHead", Awaited<ReturnType<typeof aPerson>>>;

beforeAll(async () => {
  school = await aSchool({}, "Invented Academy");
  await aYearAroundNow();
  await starterCodesInDatabase();
  people.manager = await aPerson("designated_manager", { schoolId: school.id, name: "Morag Baird" });
  people.headTeacher = await aPerson("head_teacher", { schoolId: school.id, name: "Iain Ross" });
  people.lead = await aPerson("lead", { name: "Isla Grant" });
  people.virtualHead = await aPerson("vs_head_teacher", { name: "Catriona Munro" });
  await aLearner({ school, givenName: "Kirsty", familyName: "Madeup" });
  app = await startApp({ database, env: { SMTP_URL: mail.url } });
}, 120_000);

afterAll(async () => {
  if (process.env.SHOTS) console.log(app?.lines.slice(-40).join("\n"));
  await app?.stop();
  await mail.stop();
});

const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
};

it("carries an alert from raising to an answer, as two people, on a phone and a desktop", async () => {
  const phone = await aVisitor("phone");
  await openPage(phone, `${app.url}/sign-in`);
  await shot(phone, "sign-in");
  await signIn(phone, app, mail, people.manager.email);
  await openPage(phone, `${app.url}/alerts/new`);
  await shot(phone, "raise-empty");
  await phone.getByLabel("No, not yet").check();
  await phone.getByLabel("Today", { exact: true }).check();
  await phone.getByLabel("In school, with an adult").check();
  await phone.getByLabel("Who is with them?").fill("Ms Invented, pastoral care");
  await phone.getByLabel("Who is it about?").fill("ki");
  await phone.getByLabel(/Kirsty Madeup/).check();
  await phone.getByLabel("What happened?").fill("Left the class after the bell and shouted in the corridor.");
  await phone.getByLabel("Not asked yet").check();
  await shot(phone, "raise-filled");
  await phone.getByRole("button", { name: "Send the alert" }).click();
  await phone.waitForURL(/\/alerts\/[0-9a-f-]{36}$/);
  await expect.poll(() => phone.getByText("accepted by the mail server").count(), { timeout: 15_000 }).toBe(1);
  await shot(phone, "receipt");

  const desktop = await aVisitor("desktop");
  await signIn(desktop, app, mail, people.lead.email);
  await openPage(desktop, `${app.url}/alerts`);
  await shot(desktop, "board");
  await desktop.getByRole("button", { name: /I will ring within 15 minutes/ }).click();
  await desktop.waitForURL(/\/alerts\/[0-9a-f-]{36}$/);
  await shot(desktop, "record");
  await expect.poll(() => phone.getByText(/by Isla Grant, who will ring by/).count(), { timeout: 15_000 }).toBeGreaterThan(0);
  await shot(phone, "answered");
}, 90_000);
