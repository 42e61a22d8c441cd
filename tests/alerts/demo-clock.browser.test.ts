import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, checkAccessible, openPage } from "#tests/support/browser";

const folder = mkdtempSync(path.join(tmpdir(), "demo-"));
let app: RunningApp;
let page: Page;

beforeAll(async () => {
  // The database server does not run as root and has to get in.
  chmodSync(folder, 0o755);
  app = await startApp({ command: "demo", env: { DATA_DIR: folder } });
  await app.lineWith("ready", 120_000);
  page = await aVisitor("phone");
  await openPage(page, `${app.url}/sign-in`);
  await page.getByRole("button", { name: /^Sign in as Isla Farquhar,/ }).click();
  await page.getByRole("heading", { name: "Needs an answer" }).waitFor();
}, 240_000);

afterAll(async () => {
  await app?.stop();
  const elsewhere = path.join(folder, "postgres.path");
  if (existsSync(elsewhere)) rmSync(readFileSync(elsewhere, "utf8").trim(), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

async function move(button: string) {
  await page.goto(`${app.url}/demo/clock`);
  const before = await page.getByText("It is now").textContent();
  await page.getByRole("button", { name: button }).click();
  await expect.poll(() => page.getByText("It is now").textContent()).not.toBe(before);
}

const step = (who: string) => page.locator("#steps").getByRole("row").filter({ hasText: who });

it("moves the demo's clock, and the next people are told by themselves while the record is open", async () => {
  await page
    .getByRole("link", { name: /^Eilidh MacAskill/ })
    .first()
    .click();
  await page.getByRole("heading", { name: "Who is told when" }).waitFor();
  const record = page.url();
  expect(await step("The person on duty").textContent()).toContain("Next");
  await move("30 minutes on");
  await checkAccessible(page);
  await page.goto(record);
  await step("The person on duty").getByText("Told").waitFor();
  await step("The depute").getByText("Told").waitFor();
  expect(await step("The Head of Inclusion").textContent()).toContain("Later");

  await move("1 hour on");
  await page.goto(`${app.url}/mailbox`);
  const mails = page.getByText(/nobody has answered \(ref A-/);
  await expect.poll(() => page.reload().then(() => mails.count())).toBeGreaterThanOrEqual(3);
  // Two hundred rows are alike: ten are enough to look at.
  await page.locator("tbody").evaluate((rows) => rows.replaceChildren(...[...rows.children].slice(0, 10)));
  await checkAccessible(page);

  await page.goto(record);
  await page.getByRole("button", { name: /^Acknowledge/ }).click();
  await page.getByText("Answered").first().waitFor();
  expect(await page.getByRole("button", { name: /^Acknowledge/ }).count()).toBe(0);
}, 90_000);
