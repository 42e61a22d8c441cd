import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anArea, anAuthority, aSchool } from "#tests/factories/organisations";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, checkAccessible, openPage } from "#tests/support/browser";
import { aCaller, aCallerAs } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { signedIn } from "#tests/support/sign-in";
import { addCalendarDays, weekdayOf } from "~/domain/calendars/calendars.clocks";
import { saveDutyTurn } from "~/domain/duty/save-duty-turn.server";
import { systemClock } from "~/platform/clock";
import { dayOf, formatDay, formatWeekday } from "~/platform/format";

const database = await aDatabase();
let app: RunningApp;
let page: Page;
let ailsa: TestPerson;
let priya: TestPerson;

/** The first Wednesday at least three days ahead, in a usual week. */
const nextWednesday = (() => {
  let day = addCalendarDays(dayOf(new Date()), 3);
  while (weekdayOf(day) !== 3) day = addCalendarDays(day, 1);
  return day;
})();
const thursday = addCalendarDays(nextWednesday, 1);

beforeAll(async () => {
  app = await startApp({ database, env: { WORKER: "off" } });
  const home = await anAuthority({ name: "Strathvale" });
  const area = await anArea(home, "North East");
  await aSchool({ area, authority: home });
  const morag = await aPerson("vs_head_teacher", { name: "Morag Bell" });
  ailsa = await aPerson("lead", { name: "Ailsa Munro" });
  const calum = await aPerson("lead", { name: "Calum Reid" });
  priya = await aPerson("lead", { name: "Priya Nair" });
  await aPerson("head_of_inclusion", { name: "Fiona Abernethy" });
  for (const weekday of [1, 2, 3, 4, 5]) {
    const people = { personId: ailsa.personId, deputeId: calum.personId };
    await saveDutyTurn(morag, { areaId: area.id, weekday, ...people }, systemClock);
  }
  page = await signedIn(await aVisitor(), app, ailsa);
}, 180_000);

afterAll(() => app?.stop());

it("asks who stands in when an absence leaves a hole, keeps what was typed, and saves with a name", async () => {
  await page.goto(`${app.url}/duty`);
  await page.getByRole("link", { name: "See absences" }).click();
  await page.getByRole("link", { name: "Enter an absence" }).click();
  await page.getByLabel("First day away").waitFor();
  expect(await page.getByLabel("Who is told instead?").count()).toBe(0);
  await page.getByLabel("First day away").fill(nextWednesday);
  await page.getByLabel("Last day away").fill(nextWednesday);
  await page.getByRole("button", { name: "Save the absence" }).click();
  await page.getByRole("link", { name: /No depute would be on duty in North East on Wednesday/ }).waitFor();
  await checkAccessible(page);
  expect(await page.getByLabel("First day away").inputValue()).toBe(nextWednesday);
  await page.getByLabel("Who is told instead?").selectOption("Priya Nair");
  await page.getByRole("button", { name: "Save the absence" }).click();
  await page.waitForURL(/saved/);
  expect(await page.getByRole("row", { name: "Ailsa Munro" }).textContent()).toContain(
    `on ${formatDay(nextWednesday)}`,
  );
  await checkAccessible(page);
}, 60_000);

it("shows day by day who is on duty, and changes a single day", async () => {
  await openPage(page, `${app.url}/duty/days`);
  const row = page.getByRole("row", { name: formatWeekday(nextWednesday) });
  expect(await row.textContent()).toContain("Calum ReidDepute: Priya Nair");
  expect(await row.textContent()).toContain("Ailsa Munro is away");
  await page.getByRole("link", { name: `Change ${formatWeekday(thursday)} in North East` }).click();
  await checkAccessible(page);
  await page.getByLabel("On duty").selectOption("Priya Nair");
  await page.getByRole("button", { name: "Save the day" }).click();
  await page.waitForURL(/saved/);
  const changed = page.getByRole("row", { name: formatWeekday(thursday) });
  expect(await changed.textContent()).toContain("Priya NairDepute: Calum Reid");
  await page.getByRole("link", { name: `Change ${formatWeekday(thursday)} in North East` }).click();
  await page.getByRole("button", { name: "Back to the usual week" }).click();
  await page.waitForURL(/saved/);
  expect(await changed.textContent()).toContain("Ailsa Munro");
}, 60_000);

it("shows coverage as a calendar, the holes in words, and who is told on a day", async () => {
  await page.goto(`${app.url}/duty/coverage`);
  expect(await page.getByText("No holes").isVisible()).toBe(true);
  await page.getByRole("link", { name: `${formatDay(nextWednesday)}: OK` }).click();
  await page.getByRole("heading", { name: `Who is told on ${formatWeekday(nextWednesday)}` }).waitFor();
  expect(await page.getByRole("listitem").filter({ hasText: "Calum Reid" }).count()).toBeGreaterThan(0);
  await database.ownerQuery("delete from duty_turn where weekday = 3");
  await openPage(page, `${app.url}/duty/coverage`);
  expect(await page.getByText(/^Nobody is on duty in North East on Wednesday/).count()).toBeGreaterThan(0);
  const weekAfter = formatDay(addCalendarDays(nextWednesday, 7));
  expect(await page.getByRole("link", { name: `${weekAfter}: 2 holes` }).count()).toBe(1);
  // Named to stand in as depute, Priya answers first when nobody else is there.
  expect(await page.getByRole("link", { name: `${formatDay(nextWednesday)}: 1 hole` }).count()).toBe(1);
}, 60_000);

it("swaps a day: one asks, the other accepts without JavaScript", async () => {
  await page.goto(`${app.url}/duty/swaps/new`);
  await page.getByLabel("Which day do you give?").selectOption(`${formatWeekday(thursday)}, North East`);
  await page.getByRole("button", { name: "Ask them" }).click();
  await page.getByRole("link", { name: "Select who takes it" }).waitFor();
  await checkAccessible(page);
  await page.getByLabel("Who takes it?").selectOption("Priya Nair");
  await page.getByRole("button", { name: "Ask them" }).click();
  await page.waitForURL(/saved/);

  const other = await signedIn(await aVisitor("phone", { javaScriptEnabled: false }), app, priya);
  await openPage(other, `${app.url}/duty/swaps`);
  expect(
    await other.getByText(`Ailsa Munro asks you to take ${formatWeekday(thursday)} in North East.`).count(),
  ).toBe(1);
  await other.getByRole("button", { name: "Accept" }).click();
  await other.waitForURL(/saved/);
  await page.goto(`${app.url}/duty/days`);
  expect(await page.getByRole("row", { name: formatWeekday(thursday) }).textContent()).toContain(
    "Priya NairDepute: Calum Reid",
  );
}, 90_000);

it("gives a calendar its address once, and switches it off", async () => {
  await page.goto(`${app.url}/duty/feed`);
  await page.getByRole("button", { name: "Make an address" }).click();
  const address = (await page.locator("code").textContent()) ?? "";
  await checkAccessible(page);
  expect(address).toMatch(new RegExp(`^${app.url}/duty/feed/[\\w-]{43}\\.ics$`));
  const program = aCaller(app);
  const { pathname } = new URL(address);
  const answer = await program.send("GET", pathname);
  expect([answer.status, answer.headers["content-type"]]).toEqual([200, "text/calendar; charset=utf-8"]);
  expect(answer.body).toContain("SUMMARY:On duty: North East");
  expect((await program.send("HEAD", pathname)).status).toBe(200);

  await page.goto(`${app.url}/duty/feed`);
  expect(await page.locator("code").count()).toBe(0);
  await page.getByRole("button", { name: "Switch the address off" }).click();
  await page.getByText("The address is switched off").waitFor();
  expect((await program.send("GET", pathname)).status).toBe(404);
  expect((await program.send("GET", "/duty/feed/nonsense.ics")).status).toBe(404);
  expect(app.lines.join("\n")).not.toContain(pathname.split("/")[3]);
}, 60_000);

it.each([
  ["designated_manager", "/duty/coverage", 403],
  ["vs_teacher", "/duty/absences", 200],
  ["vs_teacher", "/duty/absences/new", 403],
  ["vs_teacher", "/duty/swaps", 403],
  ["administrator", "/duty/feed", 403],
  ["lead", "/duty/days/new/2026-11-23", 404],
] as const)("answers a %s at %s with %i", async (role, path, status) => {
  const visitor = await aCallerAs(app, await aPerson(role));
  expect((await visitor.get(path)).status).toBe(status);
});
