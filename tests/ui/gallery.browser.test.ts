import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningApp, startApp } from "#tests/support/app";
import { aVisitor, checkAccessible, openPage } from "#tests/support/browser";
import { aDatabase } from "#tests/support/database";

let app: RunningApp;

beforeAll(async () => {
  app = await startApp({ database: await aDatabase() });
});
afterAll(() => app?.stop());

describe.each(["phone", "desktop"] as const)("the gallery at %s width", (screen) => {
  it("is accessible, with and without mistakes in its form", async () => {
    const page = await aVisitor(screen);
    await openPage(page, `${app.url}/ui`);
    await page.getByRole("button", { name: "Store", exact: true }).click();
    await page.getByRole("alert").waitFor();
    await checkAccessible(page);
  });

  it("asks nobody else for anything and breaks no rule of its security policy", async () => {
    const page = await aVisitor(screen);
    const strangers: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(app.url)) strangers.push(request.url());
    });
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(`${app.url}/ui`, { waitUntil: "networkidle" });
    expect({ strangers, complaints }).toEqual({ strangers: [], complaints: [] });
  });
});

it("puts the focus on the summary, and a link of it on the field", async () => {
  const page = await aVisitor();
  await page.goto(`${app.url}/ui`);
  await page.getByRole("button", { name: "Store", exact: true }).click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("alert");
  expect(await page.title()).toMatch(/^Error: /);
  await page.getByRole("link", { name: "Enter what happened" }).click();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("gallery-happened");
});

it("fits a screen of 320 pixels", async () => {
  const page = await aVisitor("phone", { viewport: { width: 320, height: 640 } });
  await page.goto(`${app.url}/ui`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
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

it("sends a form once, however often the button is pressed", async () => {
  const page = await aVisitor();
  let posts = 0;
  await page.route("**/ui", async (route) => {
    if (route.request().method() === "POST") posts += 1;
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  await page.goto(`${app.url}/ui`, { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Store", exact: true }).dblclick({ delay: 20 });
  await page.getByRole("alert").waitFor();
  expect(posts).toBe(1);
});
