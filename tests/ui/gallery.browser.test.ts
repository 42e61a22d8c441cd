import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, checkAccessible, openPage } from "#tests/support/browser";
import { aDatabase } from "#tests/support/database";

let app: RunningApp;
let phone: Page;
let desktop: Page;

beforeAll(async () => {
  app = await startApp({ database: await aDatabase(), env: { WORKER: "off" } });
  [phone, desktop] = [await aVisitor("phone"), await aVisitor("desktop")];
});
afterAll(() => app?.stop());

it("is accessible, with and without mistakes in its form, and fits a screen of 320 pixels", async () => {
  await openPage(phone, `${app.url}/ui`);
  await phone.getByRole("button", { name: "Store", exact: true }).click();
  await phone.getByRole("alert").waitFor();
  await checkAccessible(phone, { allTwice: true });
  await phone.setViewportSize({ width: 320, height: 640 });
  await phone.goto(`${app.url}/ui`);
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

it("asks nobody else for anything and breaks no rule of its security policy", async () => {
  const strangers: string[] = [];
  const complaints: string[] = [];
  desktop.on("request", (request) => {
    if (!request.url().startsWith(app.url)) strangers.push(request.url());
  });
  desktop.on("console", (message) => complaints.push(message.text()));
  desktop.on("pageerror", (error) => complaints.push(error.message));
  await desktop.goto(`${app.url}/ui`, { waitUntil: "networkidle" });
  expect({ strangers, complaints }).toEqual({ strangers: [], complaints: [] });
});

it("sends a form once, however often the button is pressed", async () => {
  let posts = 0;
  await desktop.route("**/ui", async (route) => {
    if (route.request().method() === "POST") posts += 1;
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  await desktop.goto(`${app.url}/ui`, { waitUntil: "networkidle" });
  await desktop.getByRole("button", { name: "Store", exact: true }).dblclick({ delay: 20 });
  await desktop.getByRole("alert").waitFor();
  expect(posts).toBe(1);
  await desktop.unroute("**/ui");
});

it("puts the focus on the summary, and a link of it on the field", async () => {
  await desktop.goto(`${app.url}/ui`);
  await desktop.getByRole("button", { name: "Store", exact: true }).click();
  await expect.poll(() => desktop.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("alert");
  expect(await desktop.title()).toMatch(/^Error: /);
  await desktop.getByRole("link", { name: "Enter what happened" }).click();
  expect(await desktop.evaluate(() => document.activeElement?.id)).toBe("gallery-happened");
});

describe("without JavaScript", () => {
  it("shows a further question once its choice is made", async () => {
    const page = await aVisitor("phone", { javaScriptEnabled: false });
    await page.goto(`${app.url}/ui`);
    expect(await page.getByLabel("Where?").isVisible()).toBe(false);
    await page.getByText("Somewhere else").click();
    expect(await page.getByLabel("Where?").isVisible()).toBe(true);
  });

  it("lists mistakes and offers a link in place of the refreshing", async () => {
    const page = await aVisitor("phone", { javaScriptEnabled: false });
    await page.goto(`${app.url}/ui`);
    expect(await page.getByRole("link", { name: "Refresh" }).isVisible()).toBe(true);
    await page.getByRole("button", { name: "Store", exact: true }).click();
    expect(await page.getByRole("alert").getByRole("link").count()).toBe(9);
  });
});
