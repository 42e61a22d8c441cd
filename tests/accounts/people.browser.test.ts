import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anArea, aSchool } from "#tests/factories/organisations";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, checkAccessible, openPage } from "#tests/support/browser";
import { aCallerAs, wordsOf } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { signedIn } from "#tests/support/sign-in";

const database = await aDatabase();
let app: RunningApp;
let page: Page;
let manager: TestPerson;

beforeAll(async () => {
  app = await startApp({ database, env: { WORKER: "off" } });
  const school = await aSchool({ area: await anArea(undefined, "North") }, "Invented Academy");
  manager = await aPerson("designated_manager", { schoolId: school.id, name: "Shona Invented" });
  const ada = await aPerson("administrator", { name: "Ada Invented" });
  page = await signedIn(await aVisitor("desktop", { javaScriptEnabled: false }), app, ada);
}, 180_000);

afterAll(() => app?.stop());

it("invites somebody, and keeps what was typed when something is missing; without JavaScript", async () => {
  await openPage(page, `${app.url}/accounts`);
  await page.getByRole("link", { name: "Invite somebody" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Ailsa Invented");
  await page.getByLabel("Work email address").fill("ailsa@example.org");
  await page.getByLabel("Role", { exact: true }).selectOption("Head Teacher");
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByRole("link", { name: "Select the school at which they hold this role" }).waitFor();
  await checkAccessible(page);
  expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Ailsa Invented");
  await page.getByLabel("School", { exact: true }).selectOption("Invented Academy");
  await page.getByRole("button", { name: "Invite" }).click();
  await page.getByText("They can sign in from now on").waitFor();
  expect(await page.getByRole("row", { name: "Head Teacher, Invented Academy" }).count()).toBe(1);
  await checkAccessible(page);
}, 60_000);

it("adds a role and ends it again, and whoever held it is signed out", async () => {
  const caller = await aCallerAs(app, manager);
  expect((await caller.get("/")).status).toBe(200);
  await page.goto(`${app.url}/accounts/${manager.personId}`);
  await page.getByLabel("Role", { exact: true }).selectOption("Area Lead Officer");
  await page.getByLabel("Area", { exact: true }).selectOption("North");
  await page.getByRole("button", { name: "Add the role" }).click();
  const row = page.getByRole("row", { name: "Area Lead Officer, North" });
  await row.getByText("End this role").click();
  await row.getByRole("button", { name: "End the role of Area Lead Officer, North" }).click();
  await page.getByText("signed out everywhere").first().waitFor();
  expect((await caller.get("/")).headers.location).toBe("/sign-in?next=%2F");
}, 60_000);

it("keeps the last administrator", async () => {
  await page.goto(`${app.url}/accounts`);
  await page.getByRole("link", { name: "Ada Invented" }).click();
  await page.getByText("End this role").click();
  await page.getByRole("button", { name: "End the role of Administrator" }).click();
  await page.getByText("This is the last administrator. Invite another one first.").waitFor();
}, 60_000);

it("is read by the Virtual School Head Teacher, who changes nothing", async () => {
  const path = `/accounts/${manager.personId}`;
  const administrator = await aCallerAs(app, await aPerson("administrator"));
  const head = await aCallerAs(app, await aPerson("vs_head_teacher"));
  const button = /<button\b[^>]*>[^<]*role/i;
  expect((await administrator.get(path)).body).toMatch(button);
  const { status, body } = await head.get(path);
  expect([status, wordsOf(body)]).toEqual([200, expect.stringContaining("Shona Invented")]);
  expect(body).not.toMatch(button);
  expect((await head.get("/accounts/invite")).status).toBe(403);
  expect((await head.post(path, { intent: "add", role: "lead" })).status).toBe(403);
});

it.each(["/accounts/5d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f01", "/accounts/x"])(
  "finds nobody at %s",
  async (path) => {
    const caller = await aCallerAs(app, await aPerson("administrator"));
    expect((await caller.get(path)).status).toBe(404);
  },
);

it("is not for a lead", async () => {
  const caller = await aCallerAs(app, await aPerson("lead"));
  expect((await caller.get("/accounts")).status).toBe(403);
});
