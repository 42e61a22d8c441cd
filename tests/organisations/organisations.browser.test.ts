import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anAuthority } from "#tests/factories/organisations";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, checkAccessible } from "#tests/support/browser";
import { aCallerAs } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { signedIn } from "#tests/support/sign-in";

const database = await aDatabase();
let app: RunningApp;
let page: Page;

beforeAll(async () => {
  app = await startApp({ database, env: { WORKER: "off" } });
  await anAuthority({ name: "Strathvale" });
  page = await signedIn(await aVisitor(), app, await aPerson("administrator"));
}, 180_000);

afterAll(() => app?.stop());

it("adds an area and a school of a neighbouring authority", async () => {
  await page.goto(`${app.url}/organisations`);
  await page.getByRole("link", { name: "Add an area" }).click();
  await checkAccessible(page);
  await page.getByLabel("Name of the area").fill("North East");
  await page.getByRole("button", { name: "Save the area" }).click();
  await page.getByRole("link", { name: "Add an education authority" }).click();
  await page.getByLabel("Name of the education authority").fill("East Lomond");
  await page.getByLabel("This is the Virtual School’s own authority").check();
  await page.getByRole("button", { name: "Save the education authority" }).click();
  await page
    .getByRole("link", { name: "Another education authority is the Virtual School’s own already" })
    .waitFor();
  await checkAccessible(page);
  expect(await page.getByLabel("Name of the education authority").inputValue()).toBe("East Lomond");
  await page.getByLabel("This is the Virtual School’s own authority").uncheck();
  await page.getByRole("button", { name: "Save the education authority" }).click();
  await page.getByRole("region", { name: "East Lomond" }).waitFor();

  await page.getByRole("link", { name: "Add a school" }).click();
  await page.getByRole("button", { name: "Save the school" }).click();
  await page.getByRole("link", { name: "Enter the SEED code" }).waitFor();
  await checkAccessible(page);
  await page.getByLabel("Name of the school").fill("Lochside Academy");
  await page.getByLabel("SEED code").fill("5530012");
  await page.getByLabel("Secondary").check();
  await page.getByLabel("Education authority").selectOption("East Lomond");
  await page.getByLabel("Area").selectOption("North East");
  await page.getByLabel("Phone number of the office").fill("01360 555 012");
  await page.getByRole("button", { name: "Save the school" }).click();
  const school = page
    .getByRole("region", { name: "East Lomond" })
    .getByRole("row", { name: "Lochside Academy" });
  expect(await school.textContent()).toContain("5530012");
  await checkAccessible(page);
  await school.getByRole("link", { name: "Lochside Academy" }).click();
  await page.getByRole("link", { name: "The school’s week and days of its own" }).waitFor();
  await checkAccessible(page);
}, 60_000);

it("adds a phone number and changes it in its place", async () => {
  await page.goto(`${app.url}/organisations`);
  await page.getByRole("link", { name: "Add a phone number for Strathvale" }).click();
  await checkAccessible(page);
  await page.getByLabel("When a child is not safe or was sent out").check();
  await page.getByLabel("Who answers").fill("Social work standby");
  await page.getByLabel("Phone number").fill("0141 496 0111");
  await page.getByLabel("Place in the list").fill("1");
  await page.getByRole("button", { name: "Save the phone number" }).click();
  await page.getByRole("link", { name: "Social work standby" }).click();
  expect(await page.getByLabel("Phone number").inputValue()).toBe("0141 496 0111");
  await page.getByLabel("Phone number").fill("0141 496 0222");
  await page.getByRole("button", { name: "Save the phone number" }).click();
  await page.getByRole("link", { name: "0141 496 0222" }).waitFor();
  expect(await page.getByRole("link", { name: "0141 496 0111" }).count()).toBe(0);
}, 60_000);

it.each([
  "/organisations/schools/5d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f01",
  "/organisations/schools/x",
  "/organisations/areas/x",
  "/organisations/authorities/x",
  "/organisations/phones/x",
])("finds nothing at %s", async (path) => {
  const caller = await aCallerAs(app, await aPerson("administrator"));
  expect((await caller.get(path)).status).toBe(404);
});

it("is not for a lead", async () => {
  const caller = await aCallerAs(app, await aPerson("lead"));
  expect((await caller.get("/organisations")).status).toBe(403);
  expect((await caller.get("/organisations/schools/new")).status).toBe(403);
});
