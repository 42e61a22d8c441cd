import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anAlert } from "#tests/factories/alerts";
import { aLearner, type TestLearner } from "#tests/factories/learners";
import { onNotifyList } from "#tests/factories/notify-list";
import { aSchool, type TestSchool } from "#tests/factories/organisations";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, checkAccessible, openPage } from "#tests/support/browser";
import { aCallerAs } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { signedIn } from "#tests/support/sign-in";

const database = await aDatabase();
let app: RunningApp;
let school: TestSchool;
let learner: TestLearner;
let lead: TestPerson;
let manager: TestPerson;
let desktop: Page;
/** The lead with scripts switched off. */
let plain: Page;

beforeAll(async () => {
  app = await startApp({ database, env: { WORKER: "off" } });
  school = await aSchool({}, "Invented Academy");
  learner = await aLearner({ school, givenName: "Jamie", familyName: "Amble", knownAs: "Jay" });
  await aLearner({ school: await aSchool(), givenName: "Jamie", familyName: "Elsewhere" });
  await onNotifyList({ learnerId: learner.id, name: "Jean Invented", mayBeTold: ["decision"] });
  lead = await aPerson("lead");
  manager = await aPerson("designated_manager", { schoolId: school.id });
  await anAlert({ school, learner, raisedBy: manager });
  desktop = await aVisitor("desktop");
  plain = await signedIn(await aVisitor("desktop", { javaScriptEnabled: false }), app, lead);
}, 180_000);

afterAll(() => app?.stop());

it("shows a school its own learner: school, people, alerts and events, and nothing of their care", async () => {
  const page = await signedIn(desktop, app, manager);
  await openPage(page, `${app.url}/learners`);
  expect(await page.getByText("Elsewhere").count()).toBe(0);
  await page.getByRole("link", { name: "Jay (Jamie) Amble" }).click();
  await page.getByRole("heading", { level: 1, name: "Jay (Jamie) Amble" }).waitFor();
  expect(await page.title()).toBe("Learner – Virtual School");
  for (const text of [
    "Invented Academy",
    "Jean Invented",
    "An alert, and what is decided",
    "A-2026-0001",
    "Alert raised",
  ])
    expect(await page.getByText(text).count()).toBeGreaterThan(0);
  for (const text of ["Care experience", "Kinship", "Add somebody"])
    expect(await page.getByText(text).count()).toBe(0);
  const reads =
    "select section, learner_id, person_id from read_line where person_id = $1 and section like 'learner%' order by 1";
  expect(await database.superuserQuery(reads, [manager.personId])).toEqual([
    { section: "learner", learner_id: learner.id, person_id: manager.personId },
    { section: "learners", learner_id: null, person_id: manager.personId },
  ]);
}, 60_000);

it("finds learners by name without JavaScript, and what is typed is in no address and no log", async () => {
  await plain.goto(`${app.url}/learners`);
  await plain.getByLabel("Name or SCN").fill("amb");
  await plain.getByRole("button", { name: "Search" }).click();
  await plain.getByRole("link", { name: "Jay (Jamie) Amble" }).waitFor();
  expect(plain.url()).toBe(`${app.url}/learners/search`);
  expect(await plain.getByText("Elsewhere").count()).toBe(0);
  expect(await plain.getByLabel("Name or SCN").inputValue()).toBe("amb");
  expect(app.lines.filter((line) => /amb\b|Amble/.test(line))).toEqual([]);
  await plain.getByLabel("Name or SCN").fill("a");
  await plain.getByRole("button", { name: "Search" }).click();
  await plain.getByRole("link", { name: "Enter at least two letters of their name" }).waitFor();
  await checkAccessible(plain);
}, 60_000);

it("lets the Virtual School read the care periods and keep the notify list", async () => {
  const page = await signedIn(desktop, app, lead);
  await openPage(page, `${app.url}/learners/${learner.id}`);
  expect(await page.getByRole("row", { name: "Kinship care, looked after" }).count()).toBe(1);
  await page.getByRole("link", { name: "Add somebody" }).click();
  await checkAccessible(page);
  await page.getByLabel("Name", { exact: true }).fill("Kirsty Invented");
  await page.getByLabel("Social worker").check();
  const told = page.getByRole("group", { name: "What may they be told?" });
  await told.getByLabel("Which school the learner goes to").check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("row", { name: "Kirsty Invented" }).waitFor();
  await page.getByText("Notify list: social worker added").waitFor();
}, 60_000);

it("adds a learner", async () => {
  await plain.goto(`${app.url}/learners`);
  await plain.getByRole("link", { name: "Add a learner" }).click();
  await plain.getByLabel("Given name").fill("Zofia");
  await plain.getByRole("button", { name: "Add the learner" }).click();
  await plain.getByRole("link", { name: "Enter their family name" }).waitFor();
  await checkAccessible(plain);
  expect(await plain.getByLabel("Given name").inputValue()).toBe("Zofia");
  await plain.getByLabel("Family name").fill("Invented");
  await plain.getByRole("combobox", { name: "School" }).selectOption("Invented Academy");
  await plain.getByLabel("Stage").selectOption("S3");
  await plain.getByLabel("On the school’s roll since").fill("2025-08-18");
  await plain.getByRole("combobox", { name: "Care experience" }).selectOption("Adopted");
  await plain.getByLabel("Since", { exact: true }).fill("2019-01-07");
  await plain.getByLabel("Home authority").selectOption({ index: 1 });
  await plain.getByLabel("The family").check();
  await plain.getByRole("button", { name: "Add the learner" }).click();
  await plain.getByRole("heading", { level: 1, name: "Zofia Invented" }).waitFor();
}, 60_000);

it("writes a restricted note without JavaScript, finds it by its kind, and prints that it exists", async () => {
  await plain.goto(`${app.url}/learners/${learner.id}`);
  await plain.getByRole("link", { name: "Write a note" }).click();
  await plain.getByLabel("Note").fill("Mum is in hospital");
  await plain.getByLabel("Restricted: the Leads").check();
  await checkAccessible(plain);
  await plain.getByRole("button", { name: "Write the note" }).click();
  await plain.getByText("Choose kinds and days").click();
  await plain.getByLabel("Meetings, calls and notes").check();
  await checkAccessible(plain);
  await plain.getByRole("button", { name: "Show" }).click();
  await plain.getByText("Only: Meetings, calls and notes.").waitFor();
  expect(await plain.getByText("Mum is in hospital").count()).toBe(1);
  expect(await plain.getByText("Alert raised").count()).toBe(0);
  await plain.getByRole("link", { name: "To print" }).click();
  await plain.getByRole("heading", { name: "Chronology of Jay (Jamie) Amble" }).waitFor();
  expect(await plain.getByText("A restricted note was written").count()).toBe(1);
  expect(await plain.getByText("Mum is in hospital").count()).toBe(0);
  expect(await plain.title()).toBe("Chronology to print – Virtual School");
  await checkAccessible(plain);
}, 60_000);

it("finds nobody under an id that is not theirs to see, or none", async () => {
  const caller = await aCallerAs(app, lead);
  const nobody = "5d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f01";
  for (const path of [
    `/learners/${nobody}`,
    "/learners/x",
    "/learners/x/people",
    `/learners/${nobody}/people`,
  ])
    expect((await caller.get(path)).status, path).toBe(404);
});

it("is not for an administrator", async () => {
  const caller = await aCallerAs(app, await aPerson("administrator"));
  for (const path of ["/learners", "/learners/search", "/learners/new", `/learners/${learner.id}`])
    expect((await caller.get(path)).status, path).toBe(403);
});
