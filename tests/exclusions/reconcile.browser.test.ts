import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anAlert } from "#tests/factories/alerts";
import { aYearAroundNow } from "#tests/factories/calendars";
import { aSchool } from "#tests/factories/organisations";
import { aLearnerWithScn, type LearnerWithScn } from "#tests/factories/recorded";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, checkAccessible, openPage } from "#tests/support/browser";
import { aDatabase } from "#tests/support/database";
import { signedIn } from "#tests/support/sign-in";
import { addCalendarDays } from "~/domain/calendars/calendars.clocks";
import { dayOf } from "~/platform/format";

const database = await aDatabase();
const today = dayOf(new Date());
const yesterday = addCalendarDays(today, -1);
let app: RunningApp;
let phone: Page;
let without: LearnerWithScn;
let covered: LearnerWithScn;

beforeAll(async () => {
  const school = await aSchool({}, "Invented Academy");
  await aYearAroundNow();
  await starterCodesInDatabase();
  without = await aLearnerWithScn(school, "Kirsty");
  covered = await aLearnerWithScn(school, "Rory");
  await anAlert({ school, learner: covered, at: new Date() });
  const head = await aPerson("vs_head_teacher", { name: "Una Shaw" });
  app = await startApp({ database, env: { WORKER: "off" } });
  phone = await signedIn(await aVisitor("phone"), app, head);
}, 120_000);

afterAll(() => app?.stop());

const shot = async (name: string) => {
  if (!process.env.SHOTS) return;
  const own = phone.viewportSize();
  for (const [screen, width] of [
    ["phone", 390],
    ["desktop", 1280],
  ] as const) {
    await phone.setViewportSize({ width, height: 900 });
    await phone.screenshot({ path: `${process.env.SHOTS}/${name}-${screen}.png`, fullPage: true });
  }
  if (own) await phone.setViewportSize(own);
};

it("goes from a file to the comparison: columns, what becomes of every row, one press, result", async () => {
  const file = [
    "Pupil SCN;Start date;End date;Half days;Mark",
    `${without.scn};${yesterday};${today};4;EXC`,
    `${covered.scn};${today};${today};2;EXC`,
    `${covered.scn};${yesterday};${addCalendarDays(today, -3)};2;EXC`,
    `${covered.scn};${today};${today};1;AUT`,
    `999999999;${today};${today};2;EXC`,
  ].join("\n");
  await phone.goto(`${app.url}/exclusions`);
  await phone.getByRole("link", { name: "Compare with a file" }).click();
  await phone.getByRole("button", { name: "Take the file in" }).click();
  await expect.poll(() => phone.getByRole("alert").textContent()).toContain("Select a file");
  await shot("reconcile-start");
  await phone
    .getByLabel("File", { exact: true })
    .setInputFiles({ name: "seemis.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await phone.getByRole("button", { name: "Take the file in" }).click();

  await phone.waitForURL(/\/exclusions\/reconcile\/[0-9a-f-]{36}$/);
  expect(await phone.getByLabel("SCN").first().inputValue()).toBe("Pupil SCN");
  expect(await phone.getByLabel("First day").inputValue()).toBe("Start date");
  await phone.getByRole("button", { name: "Show what would be recorded" }).click();
  await expect
    .poll(() => phone.getByRole("alert").textContent())
    .toContain("Enter the codes that are an exclusion");
  await checkAccessible(phone);
  await shot("reconcile-columns");
  await phone.getByLabel("Codes that are an exclusion").fill("EXC");
  await phone.getByLabel("Codes of absence that could be a child sent home").fill("AUT");
  await phone.getByRole("button", { name: "Show what would be recorded" }).click();

  await phone.getByText("5 rows: 3 new, 0 changed, 0 unchanged, 2 refused.", { exact: false }).waitFor();
  await phone.getByText("The last day is before the first day").waitFor();
  await checkAccessible(phone);
  await shot("reconcile-rows");
  await phone.getByRole("button", { name: "Record 3 rows" }).click();

  await phone.getByText("1 of 2 recorded exclusions had an alert", { exact: false }).waitFor();
  await phone.getByRole("heading", { name: "Excluded without an alert" }).waitFor();
  const uncovered = phone.getByRole("table", { name: "Excluded without an alert" });
  expect(await uncovered.getByRole("link", { name: without.name }).count()).toBe(1);
  expect(await uncovered.getByRole("link", { name: covered.name }).count()).toBe(0);
  const sendHomes = phone.getByRole("table", { name: "Recorded as absence, looks like a send-home" });
  expect(await sendHomes.getByRole("link", { name: covered.name }).count()).toBe(1);
  await checkAccessible(phone);
  await shot("reconcile-result");
  await openPage(phone, `${app.url}/exclusions/reconcile`);
  await shot("reconcile-list");
}, 60_000);
