import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, checkAccessible } from "#tests/support/browser";
import { aCallerAs } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { signedIn } from "#tests/support/sign-in";
import { saveRefCode } from "~/domain/reference/save-ref-code.server";
import { systemClock } from "~/platform/clock";

const database = await aDatabase();
let app: RunningApp;
let page: Page;
let administrator: Awaited<ReturnType<typeof aPerson>>;

beforeAll(async () => {
  app = await startApp({ database, env: { WORKER: "off" } });
  administrator = await aPerson("administrator");
  page = await signedIn(await aVisitor(), app, administrator);
}, 180_000);

afterAll(() => app?.stop());

it("adds an entry, words it anew, stops offering it", async () => {
  await page.goto(`${app.url}/reference`);
  await page.getByRole("link", { name: "Add an entry to Alternatives to exclusion" }).click();
  await page.getByRole("button", { name: "Save the entry" }).click();
  await page.getByRole("link", { name: "Enter the wording" }).waitFor();
  await checkAccessible(page);
  await page.getByLabel("Wording").fill("Mentor");
  await page.getByLabel("Place in the list").fill("1");
  await page.getByRole("button", { name: "Save the entry" }).click();
  await page.getByRole("link", { name: "Mentor" }).click();
  await page.getByLabel("Wording").fill("A mentor from the same street");
  await page.getByRole("button", { name: "Save the entry" }).click();
  const row = page.getByRole("row", { name: "A mentor from the same street" });
  await row.getByRole("button", { name: "Stop offering" }).click();
  await page.getByText("No longer offered").waitFor();
  await checkAccessible(page);
}, 60_000);

it("tells the second of two administrators, and keeps what was typed", async () => {
  const entry = { list: "trigger" as const, code: "online", label: "Something online", position: 1 };
  await saveRefCode(administrator, { ...entry, version: 0 }, systemClock);
  await page.goto(`${app.url}/reference/trigger/online`);
  await saveRefCode(administrator, { ...entry, version: 1, label: "Online, first" }, systemClock);
  await page.getByLabel("Wording").fill("Online, second");
  await page.getByRole("button", { name: "Save the entry" }).click();
  await page.getByText("Somebody changed this entry meanwhile.").waitFor();
  expect(await page.getByLabel("Wording").inputValue()).toBe("Online, second");
}, 60_000);

it.each(["/reference/weather/new", "/reference/trigger/nothing"])("finds nothing at %s", async (path) => {
  expect((await (await aCallerAs(app, administrator)).get(path)).status).toBe(404);
});
