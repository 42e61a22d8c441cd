import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { decisionInput } from "#tests/factories/alert-stages";
import { anAlert } from "#tests/factories/alerts";
import { aYearAroundNow } from "#tests/factories/calendars";
import { anExclusion, daysFrom } from "#tests/factories/exclusions";
import { aLearner } from "#tests/factories/learners";
import { onNotifyList } from "#tests/factories/notify-list";
import { aSchool, type TestSchool } from "#tests/factories/organisations";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, checkAccessible, openPage } from "#tests/support/browser";
import { aCallerAs } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { signedIn } from "#tests/support/sign-in";
import { recordDecision } from "~/domain/alerts/record-decision.server";
import { addCalendarDays } from "~/domain/calendars/calendars.clocks";
import { fixedClock } from "~/platform/clock";
import { dayOf, formatDay } from "~/platform/format";

const database = await aDatabase();
const clock = fixedClock(new Date());
const today = dayOf(clock.now());
const { startsOn } = daysFrom(today);

let app: RunningApp;
let school: TestSchool;
let manager: TestPerson;
let head: TestPerson;
let phone: Page;
let desktop: Page;
/** The designated manager with scripts switched off. */
let plain: Page;

beforeAll(async () => {
  school = await aSchool({}, "Invented Academy");
  await aYearAroundNow();
  await starterCodesInDatabase();
  manager = await aPerson("designated_manager", { schoolId: school.id, name: "Morag Baird" });
  await aPerson("head_teacher", { schoolId: school.id, name: "Iain Ross" });
  await aPerson("lead", { name: "Isla Grant" });
  head = await aPerson("vs_head_teacher", { name: "Una Shaw" });
  app = await startApp({ database, env: { WORKER: "off" } });
  phone = await signedIn(await aVisitor("phone"), app, manager);
  desktop = await signedIn(await aVisitor("desktop"), app, head);
  plain = await signedIn(await aVisitor("desktop", { javaScriptEnabled: false }), app, manager);
}, 120_000);

afterAll(() => app?.stop());

const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });
};

it("goes from the alert to the exclusion and through its first duties, on a phone", async () => {
  const learner = await aLearner({ school, givenName: "Kirsty", familyName: "Madeup" });
  await onNotifyList({ learnerId: learner.id, name: "Mx Carer", mayBeTold: ["decision"] });
  await onNotifyList({ learnerId: learner.id, name: "Mx Parent", relation: "parent" });
  const alert = await anAlert({ school, learner, raisedBy: manager, at: clock.now() });
  const decided = { decision: "excluded_temporary", openings: 4, decidedOn: today } as const;
  await recordDecision(manager, decisionInput(alert.id, decided), clock);

  await phone.goto(`${app.url}/alerts/${alert.id}`);
  await phone.getByRole("link", { name: "Record the exclusion" }).click();
  await phone.getByLabel("Length, in half days").waitFor();
  expect(await phone.getByLabel("Length, in half days").inputValue()).toBe("4");
  expect(await phone.getByText("permanent", { exact: false }).count()).toBe(0);
  await phone.getByLabel("First day out of school").fill(startsOn);
  await phone.getByRole("button", { name: "Record the exclusion" }).click();
  await expect.poll(() => phone.getByRole("alert").textContent()).toContain("Select the ground");
  await checkAccessible(phone);
  await shot(phone, "new-errors-phone");
  await phone.getByLabel(/seriously detrimental/).check();
  await phone.getByLabel("Morning").check();
  await phone.getByRole("radio", { name: "None so far" }).check();
  await phone.getByLabel("Why is there none so far?").fill("The base is full.");
  await phone.getByLabel("Who decided this?").fill("Iain Ross");
  await phone.getByLabel("Fighting").check();
  await shot(phone, "new-phone");
  await phone.getByRole("button", { name: "Record the exclusion" }).click();
  await phone.waitForURL(/\/exclusions\/[0-9a-f-]{36}$/);
  const record = phone.url();
  await checkAccessible(phone);
  await shot(phone, "record-phone");

  await phone.getByRole("link", { name: /^Record it.*Tell parent or young person of the decision$/ }).click();
  await phone.getByLabel("Mx Carer, carer").check();
  expect(await phone.getByText("Mx Parent").count()).toBe(0);
  await phone.getByLabel("By word of mouth").check();
  await phone.getByLabel("Who told them?").fill("Morag Baird");
  await checkAccessible(phone);
  await shot(phone, "step-phone");
  await phone.getByRole("button", { name: "Store it" }).click();
  await phone.waitForURL(record);
  await phone
    .getByText(`Done on ${formatDay(today)}`)
    .first()
    .waitFor();

  await openPage(phone, `${app.url}/`);
  await phone.getByRole("heading", { name: "Due after an exclusion" }).waitFor();
  await shot(phone, "waiting-phone");
  await phone.goto(`${app.url}/alerts/${alert.id}`);
  expect(await phone.getByRole("link", { name: /^Exclusion E-/ }).count()).toBe(1);
  await openPage(phone, `${record}/close`);
  await phone.getByText("“Arrange education meanwhile” is open").waitFor();
}, 120_000);

it("shows the list and the record to the head of the Virtual School, who alone is offered removal", async () => {
  const learner = await aLearner({ school, givenName: "Rory", familyName: "Madeup" });
  const days = { decidedOn: addCalendarDays(today, -3), startsOn, educationFrom: today };
  const { id } = await anExclusion({ school, learner, manager, clock, ...days });
  await openPage(desktop, `${app.url}/exclusions`);
  await desktop.getByText("3 days overdue", { exact: false }).first().waitFor();
  await shot(desktop, "list-desktop");
  await desktop.getByRole("link", { name: "Rory Madeup" }).click();
  await desktop.waitForURL(`${app.url}/exclusions/${id}`);
  await shot(desktop, "record-desktop");
  for (const page of ["annul", "remove"]) {
    await openPage(desktop, `${app.url}/exclusions/${id}/${page}`);
    await shot(desktop, `${page}-desktop`);
  }
  await phone.goto(`${app.url}/exclusions/${id}`);
  expect(await phone.getByText("Removal from the register").count()).toBe(0);
  const asManager = await aCallerAs(app, manager);
  expect((await asManager.get(`/exclusions/${id}/remove`)).status).toBe(403);
}, 60_000);

it("takes an exclusion without an alert, and an answer on education, with JavaScript off", async () => {
  await aLearner({ school, givenName: "Eilidh", familyName: "Nowhere" });
  await plain.goto(`${app.url}/exclusions/new`);
  await plain.getByLabel("Who was excluded?").fill("eil");
  await plain.getByRole("button", { name: "Find" }).click();
  await checkAccessible(plain);
  await plain.getByRole("link", { name: "Eilidh Nowhere" }).click();
  await plain.getByLabel("Why, in short").fill("Left the building.");
  await plain.getByRole("button", { name: "Record the exclusion" }).click();
  expect(await plain.getByRole("alert").textContent()).toContain("Enter the length in half days");
  expect(await plain.getByLabel("Why, in short").inputValue()).toBe("Left the building.");
  expect(await plain.getByLabel("Who decided?", { exact: true }).inputValue()).toBe("Iain Ross");
  await plain.getByLabel(/seriously detrimental/).check();
  await plain.getByLabel("First day out of school").fill(startsOn);
  await plain.getByLabel("Morning").check();
  await plain.getByLabel("Length, in half days").fill("2");
  await plain.getByLabel("College").check();
  await plain.getByLabel("From which day?").fill(today);
  await plain.getByLabel("Who decided this?").fill("Iain Ross");
  await plain.getByLabel("Fighting").check();
  await plain.getByRole("button", { name: "Record the exclusion" }).click();
  await plain.waitForURL(/\/exclusions\/[0-9a-f-]{36}$/);
  await plain.getByText("Recorded without an alert.").waitFor();
  const record = plain.url();
  await plain.getByRole("link", { name: "Change the answer" }).click();
  await checkAccessible(plain);
  await plain.getByLabel("Tuition at home").check();
  await plain.getByLabel("Who decided this?").fill("Iain Ross");
  await plain.getByRole("button", { name: "Store the answer" }).click();
  await plain.waitForURL(record);
  expect(await plain.getByText("Education meanwhile: tuition at home").count()).toBe(1);
}, 60_000);

it("answers what was considered on the alert, with JavaScript off, and gives the whole list to read and to keep", async () => {
  const learner = await aLearner({ school, givenName: "Struan", familyName: "Madeup" });
  const alert = await anAlert({ school, learner, raisedBy: manager, at: clock.now() });
  await plain.goto(`${app.url}/alerts/${alert.id}`);
  await plain.getByRole("link", { name: "0 of 10 considered" }).click();
  await plain.getByRole("link", { name: "Answer the points" }).click();
  const views = plain.getByRole("group", { name: /asked for their views/ });
  await views.getByLabel("Considered", { exact: true }).check();
  await views.getByRole("textbox", { name: "Comment" }).fill("x".repeat(2001));
  await plain.getByRole("button", { name: "Store the answers" }).click();
  expect(await plain.getByRole("alert").textContent()).toContain("2,000 characters or fewer");
  expect(await views.getByRole("textbox", { name: "Comment" }).inputValue()).toHaveLength(2001);
  await views.getByRole("textbox", { name: "Comment" }).fill("Wants to stay in art.");
  await views.getByRole("textbox", { name: "Evidence" }).fill("My Plan, 20 November");
  const needs = plain.getByRole("group", { name: /assessment of needs/ });
  await needs.getByLabel("Not considered").check();
  await shot(plain, "considered-form-desktop");
  await plain.getByRole("button", { name: "Store the answers" }).click();
  await plain.waitForURL(`${app.url}/alerts/${alert.id}/considered`);
  await plain.getByText("Wants to stay in art.").waitFor();

  const decided = { decision: "excluded_temporary", openings: 4, decidedOn: today } as const;
  await recordDecision(manager, decisionInput(alert.id, decided), clock);
  const days = { decidedOn: today, startsOn, educationFrom: today };
  const { id } = await anExclusion({ school, learner, manager, clock, alertId: alert.id, ...days });
  await desktop.goto(`${app.url}/exclusions/${id}`);
  await desktop.getByRole("link", { name: "1 of 10 considered, 1 answered with no" }).click();
  await desktop.getByText("Wants to stay in art.").waitFor();
  await checkAccessible(desktop);
  await shot(desktop, "considered-desktop");
  await desktop.emulateMedia({ media: "print" });
  await desktop.getByText("Head teacher: ___").waitFor();
  expect(await desktop.getByRole("link", { name: "Download for Word" }).isVisible()).toBe(false);
  await shot(desktop, "considered-print");
  await desktop.emulateMedia({ media: "screen" });
  const [download] = await Promise.all([
    desktop.waitForEvent("download"),
    desktop.getByRole("link", { name: "Download for Word" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^E-\d{4}-\d{4}-considered\.docx$/);
  const asHead = await aCallerAs(app, head);
  expect((await asHead.get(`/exclusions/${id}/considered/answer`)).status).toBe(403);
  await openPage(phone, `${app.url}/exclusions/${id}/considered/answer`);
  await shot(phone, "considered-form-phone");
  await phone.goto(`${app.url}/exclusions/${id}/considered`);
  await shot(phone, "considered-phone");
  expect(
    await database.superuserQuery(
      "select count(*)::int as lines from read_line where section = 'considered' and $1 = any(ids::text[])",
      [id],
    ),
  ).toEqual([{ lines: 2 }]);
}, 120_000);

it("writes a letter that says no more than its reader may know, downloads it and marks it as sent", async () => {
  const learner = await aLearner({
    school,
    givenName: "Skye",
    familyName: "Madeup",
    dateOfBirth: "2012-05-01",
  });
  await onNotifyList({
    learnerId: learner.id,
    name: "Mx Apart",
    relation: "parent",
    mayBeTold: ["decision"],
  });
  await onNotifyList({ learnerId: learner.id, name: "Mx Silent", relation: "parent" });
  const { id } = await anExclusion({ school, learner, manager, clock, ...daysFrom(today) });
  await phone.goto(`${app.url}/exclusions/${id}`);
  await phone.getByRole("link", { name: "Write a letter" }).click();
  await phone.getByLabel("Mx Apart, parent").check();
  expect(await phone.getByText("Mx Silent").count()).toBe(0);
  await phone
    .getByLabel("The reasons, as the letter gives them")
    .fill("At Invented Academy a chair was thrown.");
  await phone.getByRole("button", { name: "Show the letter" }).click();
  await expect.poll(() => phone.getByRole("alert").textContent()).toContain("names the school");
  await shot(phone, "letter-refused-phone");
  await phone.getByLabel("The reasons, as the letter gives them").fill("A chair was thrown.");
  await phone.getByRole("button", { name: "Show the letter" }).click();
  await phone.getByRole("heading", { name: "The letter as it will be" }).waitFor();
  await phone.getByText("If you do not agree", { exact: false }).waitFor();
  expect(await phone.getByLabel("Mx Apart, parent").isChecked()).toBe(true);
  await checkAccessible(phone);
  await shot(phone, "letter-shown-phone");
  await phone.getByRole("button", { name: "Make the letter" }).click();
  await phone.waitForURL(/\/exclusions\/letters\/[0-9a-f-]{36}$/);
  await checkAccessible(phone);
  expect(await phone.locator(".vs-letter").textContent()).not.toMatch(/Invented Academy|Iain Ross/);
  await shot(phone, "letter-phone");
  const [file] = await Promise.all([
    phone.waitForEvent("download"),
    phone.getByRole("link", { name: "Download for Word" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^E-\d{4}-\d{4}\.docx$/);
  await phone.emulateMedia({ media: "print" });
  await shot(phone, "letter-print");
  expect(await phone.getByText("Virtual School", { exact: true }).first().isVisible()).toBe(false);
  expect(await phone.getByText("Dear Mx Apart").isVisible()).toBe(true);
  await phone.emulateMedia({ media: "screen" });
  await phone.getByLabel("By post").check();
  await phone.getByRole("button", { name: "Mark as sent" }).click();
  await phone.waitForURL(`${app.url}/exclusions/${id}#letters`);
  await phone
    .getByText(`${formatDay(today)}, by post`)
    .first()
    .waitFor();
  await phone.getByText("Written notice sent", { exact: true }).first().waitFor();
  await shot(phone, "letters-phone");
}, 60_000);

it("takes how days are counted from the head of the Virtual School", async () => {
  await desktop.goto(`${app.url}/exclusions`);
  await desktop.getByRole("link", { name: "How days are counted" }).click();
  await desktop.getByLabel("The meeting is offered within how many days?").fill("0");
  await desktop.getByRole("button", { name: "Save as a new version" }).click();
  await expect.poll(() => desktop.getByRole("alert").textContent()).toContain("Days must be 1 or more");
  await desktop.getByLabel("The meeting is offered within how many days?").fill("6");
  await desktop.getByRole("button", { name: "Save as a new version" }).click();
  await desktop.getByText("Saved", { exact: true }).first().waitFor();
  await checkAccessible(desktop);
  await shot(desktop, "rules-desktop");
}, 60_000);
