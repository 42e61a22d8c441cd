import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anArea, anAuthority } from "#tests/factories/organisations";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, checkAccessible, openPage } from "#tests/support/browser";
import { aCallerAs } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { signedIn } from "#tests/support/sign-in";

const database = await aDatabase();
let app: RunningApp;
let page: Page;
let home: { id: string };

beforeAll(async () => {
  app = await startApp({ database, env: { WORKER: "off" } });
  home = await anAuthority({ name: "Strathvale" });
  await anArea(home, "North East");
  await aPerson("lead", { name: "Ailsa Munro" });
  await aPerson("lead", { name: "Calum Reid" });
  page = await signedIn(await aVisitor(), app, await aPerson("vs_head_teacher", { name: "Morag Bell" }));
}, 180_000);

afterAll(() => app?.stop());

it("puts two people on a turn, and the hole is gone", async () => {
  await openPage(page, `${app.url}/duty`);
  expect(await page.getByText("Nobody on Monday in North East").isVisible()).toBe(true);
  await page.getByRole("link", { name: "Change Monday in North East" }).click();
  await page.getByLabel("On duty").selectOption("Ailsa Munro");
  await page.getByLabel("Depute").selectOption("Ailsa Munro");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("link", { name: "Depute must be somebody else" }).waitFor();
  await checkAccessible(page);
  expect(await page.getByLabel("On duty").inputValue()).not.toBe("");

  await page.getByLabel("Depute").selectOption("Calum Reid");
  await page.getByRole("button", { name: "Save" }).click();
  await page.waitForURL(/\/duty\?saved/);
  const row = page.getByRole("row", { name: "North East" });
  expect(await row.textContent()).toContain("Depute: Calum Reid");
  expect(await page.getByText("Nobody on Monday in North East").count()).toBe(0);
}, 60_000);

it("enters a term, closes a day and opens it again", async () => {
  await page.goto(`${app.url}/calendars/${home.id}`);
  await page.getByRole("link", { name: "Add a term" }).click();
  await page.getByLabel("Name of the term").fill("A long year");
  await page.getByLabel("First day").fill("2099-08-17");
  await page.getByLabel("Last day").fill("2099-08-01");
  await page.getByRole("button", { name: "Save the term" }).click();
  await page.getByRole("link", { name: "Last day must be after the first day" }).waitFor();
  await checkAccessible(page);
  expect(await page.getByLabel("Name of the term").inputValue()).toBe("A long year");
  await page.getByLabel("Last day").fill("2100-06-24");
  await page.getByRole("button", { name: "Save the term" }).click();
  await page.getByRole("row", { name: "A long year" }).waitFor();

  await page.getByRole("link", { name: "Close a day" }).click();
  await page.getByLabel("Day", { exact: true }).fill("2099-09-25");
  await page.getByLabel("What it is").fill("September weekend");
  await checkAccessible(page);
  await page.getByLabel("Schools and the Virtual School").check();
  await page.getByRole("button", { name: "Close the day" }).click();
  await page.getByRole("row", { name: "25 September 2099" }).waitFor();
  await checkAccessible(page);
  await page.getByRole("button", { name: "Open again 25 September 2099" }).click();
  await page.getByText("No day is closed from today on.").waitFor();
}, 60_000);

it("changes duty hours, and keeps what was typed when they cannot be", async () => {
  await page.goto(`${app.url}/calendars/${home.id}/hours`);
  const friday = page.getByRole("group", { name: "Friday" });
  await friday.getByLabel("To").fill("08:00");
  await page.getByRole("button", { name: "Save the duty hours" }).click();
  await page.getByRole("link", { name: "The day must end after it starts" }).waitFor();
  await checkAccessible(page);
  expect(await friday.getByLabel("To").inputValue()).toBe("08:00");
  await page.getByRole("link", { name: "The day must end after it starts" }).click();
  expect(await friday.getByLabel("To").evaluate((field) => field === document.activeElement)).toBe(true);
  await friday.getByLabel("To").fill("13:00");
  await page.getByRole("button", { name: "Save the duty hours" }).click();
  await page.waitForURL(/saved/);
  expect(await page.getByText("08:30 to 13:00").isVisible()).toBe(true);
}, 60_000);

it("works without JavaScript", async () => {
  const isla = await aPerson("lead", { name: "Isla Grant" });
  const visitor = await signedIn(await aVisitor("phone", { javaScriptEnabled: false }), app, isla);
  await visitor.goto(`${app.url}/duty`);
  await visitor.getByRole("link", { name: "Change Tuesday in North East" }).click();
  await visitor.getByLabel("On duty").selectOption("Isla Grant");
  await visitor.getByRole("button", { name: "Save" }).click();
  await visitor.getByRole("link", { name: "Select the depute" }).waitFor();
  expect(await visitor.getByLabel("On duty").locator("option:checked").textContent()).toBe("Isla Grant");
  await visitor.getByLabel("Depute").selectOption("Calum Reid");
  await visitor.getByRole("button", { name: "Save" }).click();
  await visitor.waitForURL(/saved/);
  await visitor.goto(`${app.url}/calendars/${home.id}`);
  expect(await visitor.getByRole("link", { name: "Add a term" }).count()).toBe(0);
}, 60_000);

it.each([
  ["designated_manager", "/duty", 403],
  ["vs_teacher", "/calendars/new", 404],
  ["lead", "/duty/turns/new/9", 404],
] as const)("answers a %s at %s with %i", async (role, path, status) => {
  const visitor = await aCallerAs(app, await aPerson(role));
  expect((await visitor.get(path)).status).toBe(status);
});
