import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aDecidedAlert, anAnsweredAlert } from "#tests/factories/alert-stages";
import { anAlert } from "#tests/factories/alerts";
import { considered } from "#tests/factories/alternatives";
import { aYearAroundNow } from "#tests/factories/calendars";
import { aLearner } from "#tests/factories/learners";
import { aSchool } from "#tests/factories/organisations";
import { aClosedAlert, aSample, caseInput, drawClock } from "#tests/factories/quality";
import { starterCodesInDatabase } from "#tests/factories/reference";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, openPage } from "#tests/support/browser";
import { aCallerAs } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { signedIn } from "#tests/support/sign-in";
import { addCalendarDays } from "~/domain/calendars/calendars.clocks";
import { outcomesPaths } from "~/domain/outcomes/outcomes.paths";
import { qualityPaths } from "~/domain/outcomes/quality.paths";
import { writeCase } from "~/domain/outcomes/write-case.server";
import { dayOf } from "~/platform/format";

const database = await aDatabase();
let app: RunningApp;
let virtualHead: TestPerson;
let lead: TestPerson;

beforeAll(async () => {
  await aYearAroundNow();
  await starterCodesInDatabase();
  virtualHead = await aPerson("vs_head_teacher");
  lead = await aPerson("lead");
  const lastMonth = new Date(Date.now() - 32 * 86_400_000);
  await anAlert({ at: lastMonth });
  await anAlert({ at: new Date(Date.now() - 500 * 86_400_000) });
  await aDecidedAlert({ at: new Date(Date.now() - 86_400_000) });
  const school = await aSchool();
  await aClosedAlert({ school, learner: await aLearner({ school, givenName: "Iona" }) });
  app = await startApp({ database, env: { WORKER: "off" } });
}, 120_000);

afterAll(() => app?.stop());

it("the Virtual School Head Teacher reads the figures of the school year, and the reading is on record", async () => {
  const page = await signedIn(await aVisitor("desktop"), app, virtualHead);
  await openPage(page, app.url + outcomesPaths.overview());
  if (process.env.SHOTS) {
    await page.screenshot({ path: `${process.env.SHOTS}/outcomes.png`, fullPage: true });
    await page.setViewportSize({ width: 360, height: 740 });
    await page.screenshot({ path: `${process.env.SHOTS}/outcomes-phone.png`, fullPage: true });
  }
  await page.getByRole("navigation", { name: "School years" }).getByRole("link").last().click();
  await page.waitForURL(/\?year=\d{4}$/);
  expect(await page.getByRole("table").count()).toBe(5);
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toMatch(
    /^Outcomes, school year \d{4}–\d{2}$/,
  );
  expect(
    await page.getByRole("table", { name: "Decisions, by month" }).getByRole("columnheader").allInnerTexts(),
  ).toContain("Not known yet");
  const read = await database.superuserQuery<{ ids: string[] }>(
    "select ids::text[] as ids from read_line where section = 'outcomes' and person_id = $1",
    [virtualHead.personId],
  );
  expect(read.length).toBeGreaterThan(0);
}, 60_000);

it("shares with schools what was learnt of alternatives, which they read where they consider one", async () => {
  const by = { as: virtualHead, decidedOn: addCalendarDays(dayOf(new Date()), -70) };
  const school = await considered({ ...by, alternative: "mentor", stillInSchool: 8, excluded: 6 });
  await considered({ ...by, alternative: "base", answer: "not_now", reason: "no_place", excluded: 12 });
  const page = await signedIn(await aVisitor("phone"), app, virtualHead);
  await openPage(page, app.url + outcomesPaths.alternatives());
  const mentor = page.getByRole("row").filter({ hasText: "Mentor" });
  expect(await mentor.textContent()).toContain(
    "Used 14 times; in 8 the learner was still in school 30 school days later; in 6 not; in 0 not known.",
  );
  expect(await page.getByRole("row").filter({ hasText: "school’s base" }).textContent()).toContain(
    "No place or nobody free: 12",
  );
  if (process.env.SHOTS)
    await page.screenshot({ path: `${process.env.SHOTS}/alternatives-phone.png`, fullPage: true });
  await page.getByRole("button", { name: "Share 1 line with schools" }).click();
  await page.getByText("There is nothing new to share.").waitFor();
  if (process.env.SHOTS) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.screenshot({ path: `${process.env.SHOTS}/alternatives.png`, fullPage: true });
  }

  const manager = await aPerson("designated_manager", { schoolId: school.id });
  const alert = await anAnsweredAlert({ raisedBy: manager, school });
  const caller = await aCallerAs(app, manager);
  const { body } = await caller.get(`/alerts/${alert.id}/options`);
  expect(body).toContain("used 14 times. 30 school days later the learner was still in school in 8 of them");
}, 60_000);

it("whoever reviews a case sees what points to the child, and sends it back with a reason", async () => {
  const maker = await aPerson("lead");
  const { id, caseIds } = await aSample(maker, 1);
  const [caseId = ""] = caseIds;
  const words = { sector: "not_said" as const, ledToIt: "Iona asked twice to work outside." };
  await writeCase(maker, caseInput(id, caseId, words), drawClock);
  const page = await signedIn(await aVisitor("phone"), app, lead);
  await openPage(page, app.url + qualityPaths.case(id, caseId));
  expect(await page.locator("mark").allInnerTexts()).toEqual(["Iona"]);
  await page.getByText("No, send it back").click();
  await page.getByLabel("What has to change").fill("Take the name out.");
  await page.getByRole("button", { name: "Store the review" }).click();
  await page.waitForURL(app.url + qualityPaths.sample(id));
  expect(await page.getByRole("table", { name: "Examples" }).textContent()).toContain("Take the name out.");
}, 60_000);

it.each([
  ["a year without alerts", "?year=2019", 404],
  ["something that is no year", "?year=soon", 400],
])("%s is a page that says so", async (_, search, status) => {
  const caller = await aCallerAs(app, virtualHead);
  expect((await caller.get(`/outcomes${search}`)).status).toBe(status);
});

it("a lead has no such page", async () => {
  const caller = await aCallerAs(app, lead);
  const { status, body } = await caller.get("/outcomes");
  expect(status).toBe(403);
  expect(body).not.toContain("Alerts raised");
});
