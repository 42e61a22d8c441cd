import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { anAuthority } from "#tests/factories/organisations";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, checkAccessible } from "#tests/support/browser";
import { aCallerAs, valuesOf, wordsOf } from "#tests/support/caller";
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
  await page.goto(`${app.url}/organisations/authorities`);
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
  await checkAccessible(page);
  await page.getByRole("link", { name: "Back to schools" }).click();

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
  const school = page.getByRole("row", { name: "Lochside Academy" });
  expect(await school.textContent()).toMatch(/East Lomond.*5530012.*Nobody to raise an alert/);
  await checkAccessible(page);
  await school.getByRole("link", { name: "Lochside Academy" }).click();
  await page.getByRole("link", { name: "The school’s week and days of its own" }).waitFor();
  await checkAccessible(page);
}, 60_000);

it("adds a phone number and changes it in its place", async () => {
  await page.goto(`${app.url}/organisations/authorities`);
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
  "/organisations/others/x",
])("finds nothing at %s", async (path) => {
  const caller = await aCallerAs(app, await aPerson("administrator"));
  expect((await caller.get(path)).status).toBe(404);
});

it("is not for a lead", async () => {
  const caller = await aCallerAs(app, await aPerson("lead"));
  for (const path of ["", "/others", "/schools/new", "/authorities"])
    expect((await caller.get(`/organisations${path}`)).status).toBe(403);
});

it("shows the Virtual School head teacher what is missing, and no way to change it", async () => {
  const caller = await aCallerAs(app, await aPerson("vs_head_teacher"));
  expect(wordsOf((await caller.get("/")).body)).toContain("1 school has neither a designated manager");
  const list = (await caller.get("/organisations?gap=nobody")).body;
  expect(wordsOf(list)).toContain("Lochside Academy");
  expect(list).not.toContain("/organisations/schools/");
  expect(wordsOf((await caller.get("/organisations?sector=primary")).body)).toContain(
    "No school is like this.",
  );
  expect((await caller.get("/organisations/schools/new")).status).toBe(403);
});

it("adds a children’s house, without JavaScript, and keeps what was typed when something is wrong", async () => {
  const caller = await aCallerAs(app, await aPerson("administrator"));
  const house = { kind: "house", name: "Rowanlea", contact: "House manager", activeFrom: "2026-08-01" };
  const refused = await caller.post("/organisations/others/new", house);
  expect(refused.status).toBe(400);
  expect(wordsOf(refused.body)).toContain("Enter a phone number or an email address");
  expect(valuesOf(refused.body, "name")).toEqual(["Rowanlea"]);
  const saved = await caller.post("/organisations/others/new", { ...house, phone: "0141 496 0500" });
  expect([saved.status, saved.headers.location]).toEqual([302, "/organisations/others?saved"]);
  const list = (await caller.get("/organisations/others")).body;
  expect(wordsOf(list)).toMatch(
    /Children’s houses .*Rowanlea.*House manager.*0141 496 0500.*since 1 August 2026/,
  );
  const [, path = ""] = list.match(/href="(\/organisations\/others\/[0-9a-f-]{36})"/) ?? [];
  await caller.post(path, { ...house, phone: "0141 496 0500", activeTo: "2026-09-01" });
  expect(wordsOf((await caller.get("/organisations/others")).body)).toMatch(/Not any more .*Rowanlea/);
});
