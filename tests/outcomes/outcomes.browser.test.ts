import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { aDecidedAlert } from "#tests/factories/alert-stages";
import { anAlert } from "#tests/factories/alerts";
import { aYearAroundNow } from "#tests/factories/calendars";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, openPage } from "#tests/support/browser";
import { aCallerAs } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { signedIn } from "#tests/support/sign-in";
import { outcomesPaths } from "~/domain/outcomes/outcomes.paths";

const database = await aDatabase();
let app: RunningApp;
let virtualHead: TestPerson;
let lead: TestPerson;

beforeAll(async () => {
  await aYearAroundNow();
  virtualHead = await aPerson("vs_head_teacher");
  lead = await aPerson("lead");
  const lastMonth = new Date(Date.now() - 32 * 86_400_000);
  await anAlert({ at: lastMonth });
  await anAlert({ at: new Date(Date.now() - 500 * 86_400_000) });
  await aDecidedAlert({ at: new Date(Date.now() - 86_400_000) });
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
