import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAlert, type TestAlert } from "#tests/factories/alerts";
import { aYearAroundNow } from "#tests/factories/calendars";
import { anExclusion } from "#tests/factories/exclusions";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { onNotifyList } from "#tests/factories/notify-list";
import { aSchool, type TestSchool } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, checkAccessible } from "#tests/support/browser";
import { aDatabase } from "#tests/support/database";
import { signedIn } from "#tests/support/sign-in";
import { addCalendarDays, weekdayOf } from "~/domain/calendars/calendars.clocks";
import { fixedClock } from "~/platform/clock";
import { dayOf } from "~/platform/format";

const database = await aDatabase();
const today = dayOf(new Date());
/** Monday of the week before, so that a school was open and the child is due back by now. */
const monday = addCalendarDays(today, -6 - weekdayOf(today));
let app: RunningApp;
let school: TestSchool;
let manager: TestPerson;
let learner: TestLearner;
let alert: TestAlert;
let phone: Page;
let desktop: Page;

beforeAll(async () => {
  school = await aSchool({}, "Invented Academy");
  await aYearAroundNow();
  await starterCodesInDatabase();
  manager = await aPerson("designated_manager", { schoolId: school.id, name: "Morag Baird" });
  const lead = await aPerson("lead", { name: "Isla Grant" });
  learner = await aLearner({ school, givenName: "Kirsty", familyName: "Madeup" });
  alert = await anAlert({ school, learner, raisedBy: manager, at: `${monday}T10:02:00Z` });
  app = await startApp({ database, env: { WORKER: "off" } });
  phone = await signedIn(await aVisitor("phone"), app, manager);
  desktop = await signedIn(await aVisitor("desktop"), app, lead);
}, 120_000);

afterAll(() => app?.stop());

const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
};
const learnerPage = () => `${app.url}/learners/${learner.id}`;
const onLearner = (page: Page) => page.waitForURL(`${learnerPage()}#time-out`);

it("records a part-time timetable on a phone, chases its review, and settles it", async () => {
  await phone.goto(learnerPage());
  await phone.getByRole("link", { name: "Record time out of school" }).click();
  await phone.getByRole("button", { name: "Record time out of school" }).click();
  await expect.poll(() => phone.getByRole("alert").textContent()).toContain("Select what it was");
  await checkAccessible(phone);
  await shot(phone, "time-out-errors-phone");
  await phone.getByLabel("Part-time timetable").check();
  await phone.getByLabel("First day out of school").fill(monday);
  await phone.getByLabel("Last day out of school").fill(addCalendarDays(today, 20));
  await phone.getByLabel("Half days a week in school").fill("6");
  await phone.getByLabel("Who agreed to it?").fill("Mx Carer");
  await phone.getByLabel("When is it reviewed?").fill(addCalendarDays(monday, 1));
  await phone.getByLabel("Why, in short").fill("Mornings only, until a quiet room is free.");
  await phone.getByLabel("The school told us").check();
  await phone.getByLabel(alert.reference).check();
  await shot(phone, "time-out-form-phone");
  await phone.getByRole("button", { name: "Record time out of school" }).click();
  await onLearner(phone);
  expect(await phone.locator("#time-out").textContent()).toContain("6 of 10 half days a week in school");
  await shot(phone, "learner-phone");

  await desktop.goto(`${app.url}/alerts/${alert.id}`);
  expect(await desktop.getByText("Time out not recorded as exclusion").count()).toBe(1);
  await shot(desktop, "alert-desktop");
  await desktop.goto(app.url);
  expect(await desktop.locator("#chased-time-out").textContent()).toContain("Review overdue");
  await shot(desktop, "waiting-desktop");
  await desktop.getByRole("link", { name: "Kirsty Madeup" }).last().click();
  await desktop.getByRole("link", { name: /Record a review/ }).click();
  await desktop.getByLabel("What was decided?").fill("Full time from Monday.");
  await checkAccessible(desktop);
  await shot(desktop, "review-desktop");
  await desktop.getByRole("button", { name: "Store the review" }).click();
  await onLearner(desktop);
  await checkAccessible(desktop);
  await shot(desktop, "learner-desktop");
  await phone.goto(app.url);
  expect(await phone.locator("#chased-time-out").count()).toBe(0);
}, 90_000);

it("records being sent home without JavaScript, says when it ended, and withdraws it", async () => {
  const plain = await signedIn(await aVisitor("desktop", { javaScriptEnabled: false }), app, manager);
  await plain.goto(`${app.url}/exclusions/time-out/new?learner=${learner.id}`);
  await plain.getByLabel("Sent home").check();
  await plain.getByLabel("Carer or home").check();
  await plain.getByLabel("No, to none of these").check();
  await plain.getByRole("button", { name: "Record time out of school" }).click();
  expect(await plain.getByRole("alert").textContent()).toContain("Enter why");
  expect(await plain.getByLabel("Carer or home").isChecked()).toBe(true);
  await plain.getByLabel("Why, in short").fill("Was asked to go home.");
  await plain.getByRole("button", { name: "Record time out of school" }).click();
  await onLearner(plain);
  const row = plain.locator("#time-out tr", { hasText: "Sent home" });
  expect(await row.textContent()).toContain("nobody has said until when");
  await row.getByRole("link", { name: /Say when it ends/ }).click();
  await checkAccessible(plain);
  await plain.getByRole("button", { name: "Store the end" }).click();
  await onLearner(plain);
  await row.getByRole("link", { name: /Withdraw/ }).click();
  await plain.getByLabel("Why is it withdrawn?").fill("It was another day.");
  await checkAccessible(plain);
  await shot(plain, "withdraw-desktop");
  await plain.getByRole("button", { name: "Withdraw it" }).click();
  await onLearner(plain);
  expect(await row.textContent()).toContain("Counts for nothing");
}, 60_000);

it("plans the return and writes down the way back, on a phone", async () => {
  const excludedLearner = await aLearner({ school, givenName: "Sam", familyName: "Found" });
  const told = { learnerId: excludedLearner.id, mayBeTold: ["decision" as const] };
  await onNotifyList({ ...told, name: "Mx Carer" });
  await onNotifyList({ ...told, name: "Mx Parent", mayBeTold: [] });
  const days = { decidedOn: monday, startsOn: monday, educationFrom: monday, openings: 2 };
  const clock = fixedClock(new Date());
  const { id } = await anExclusion({ school, learner: excludedLearner, manager, clock, ...days });
  const url = `${app.url}/exclusions/${id}`;
  await phone.goto(url);
  await phone.getByRole("link", { name: "Make the plan", exact: true }).click();
  expect(await phone.getByLabel("Mx Parent").count()).toBe(0);
  await phone.getByRole("button", { name: "Store the plan" }).click();
  await expect.poll(() => phone.getByRole("alert").textContent()).toContain("Enter who the key adult is");
  await checkAccessible(phone);
  await phone.getByLabel("Who is the key adult?").fill("Mx Kerr, guidance");
  await phone.getByLabel("What support is there?").fill("A quiet room after lunch.");
  await phone.getByLabel("What happens on the first day?").fill("Mx Kerr is at the gate at 8:45.");
  await phone.getByLabel(/Mx Carer/).check();
  await shot(phone, "plan-phone");
  await phone.getByRole("button", { name: "Store the plan" }).click();
  await phone.waitForURL(`${url}#way-back`);
  expect(await phone.locator("#way-back").textContent()).toContain("Mx Kerr is at the gate");

  await phone.getByRole("link", { name: "Record the way back" }).click();
  await phone.getByLabel("Who saw to it?").fill("Mx Kerr");
  await shot(phone, "return-phone");
  await checkAccessible(phone);
  await phone.getByRole("button", { name: "Store it" }).click();
  await phone.waitForURL(`${url}#way-back`);
  expect(await phone.locator("#steps").textContent()).toContain("Back in school");
  await checkAccessible(phone);
  await shot(phone, "exclusion-phone");
}, 90_000);
