import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { anArea, aSchool } from "#tests/factories/organisations";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, checkAccessible, openPage } from "#tests/support/browser";
import { aDatabase } from "#tests/support/database";
import { signIn } from "#tests/support/sign-in";
import { aMailServer } from "#tests/support/smtp";

const database = await aDatabase();
const server = await aMailServer();
let app: RunningApp;
let page: Page;
let manager: TestPerson;

async function signedIn(person: TestPerson, javaScriptEnabled = true): Promise<Page> {
  const visitor = await aVisitor("desktop", { javaScriptEnabled });
  await signIn(visitor, app, server, person.email);
  return visitor;
}

beforeAll(async () => {
  app = await startApp({ database, env: { SMTP_URL: server.url } });
  const school = await aSchool({ area: await anArea(undefined, "North") }, "Invented Academy");
  manager = await aPerson("designated_manager", { schoolId: school.id, name: "Shona Invented" });
  page = await signedIn(await aPerson("administrator", { name: "Ada Invented" }), false);
}, 180_000);

afterAll(async () => {
  await app?.stop();
  await server.stop();
});

it("invites somebody, and keeps what was typed when something is missing; without JavaScript", async () => {
  await openPage(page, `${app.url}/accounts`);
  await page.getByRole("link", { name: "Invite somebody" }).click();
  await checkAccessible(page);
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
  const visitor = await signedIn(manager);
  await openPage(page, `${app.url}/accounts/${manager.personId}`);
  await page.getByLabel("Role", { exact: true }).selectOption("Area Lead Officer");
  await page.getByLabel("Area", { exact: true }).selectOption("North");
  await page.getByRole("button", { name: "Add the role" }).click();
  const row = page.getByRole("row", { name: "Area Lead Officer, North" });
  await row.getByText("End this role").click();
  await row.getByRole("button", { name: "End the role of Area Lead Officer, North" }).click();
  await page.getByText("signed out everywhere").first().waitFor();
  await visitor.goto(`${app.url}/`);
  expect(new URL(visitor.url()).pathname).toBe("/sign-in");
}, 60_000);

it("keeps the last administrator", async () => {
  await page.goto(`${app.url}/accounts`);
  await page.getByRole("link", { name: "Ada Invented" }).click();
  await page.getByText("End this role").click();
  await page.getByRole("button", { name: "End the role of Administrator" }).click();
  await page.getByText("This is the last administrator. Invite another one first.").waitFor();
}, 60_000);

it("is read by the Virtual School Head Teacher, who changes nothing", async () => {
  const visitor = await signedIn(await aPerson("vs_head_teacher"));
  await openPage(visitor, `${app.url}/accounts/${manager.personId}`);
  expect(await visitor.getByRole("button", { name: /role/i }).count()).toBe(0);
  expect((await visitor.goto(`${app.url}/accounts/invite`))?.status()).toBe(403);
  const sent = await visitor.request.post(`${app.url}/accounts/${manager.personId}`, {
    form: { intent: "add", role: "lead" },
    headers: { origin: app.url },
  });
  expect(sent.status()).toBe(403);
}, 60_000);

it.each(["/accounts/5d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f01", "/accounts/x"])(
  "finds nobody at %s",
  async (path) => {
    expect((await page.goto(app.url + path))?.status()).toBe(404);
  },
);

it("is not for a lead", async () => {
  const visitor = await signedIn(await aPerson("lead"));
  expect((await visitor.goto(`${app.url}/accounts`))?.status()).toBe(403);
}, 60_000);
