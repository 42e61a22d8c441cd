import { existsSync } from "node:fs";
import axe from "axe-core";
import {
  type Browser,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
  type Page,
} from "playwright-core";
import { afterAll } from "vitest";
import { isPackedForThisMachine, packedBrowser } from "./packed-browser";

const INSTALLED = [
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

const SCREENS = {
  phone: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 900 } },
} as const;

/** A narrow touch screen, or a wide one with a mouse. */
export type Screen = keyof typeof SCREENS;

const withoutScripts = new WeakSet<Page>();
let browser: Promise<Browser> | null = null;
afterAll(async () => {
  await (await browser)?.close();
});

/**
 * A person at a screen, with cookies of their own. Closed with the browser, at the end of the test file.
 * `options` may say `javaScriptEnabled: false`.
 */
export async function aVisitor(
  screen: Screen = "desktop",
  options: BrowserContextOptions = {},
): Promise<Page> {
  browser ??= launch();
  const context = await (await browser).newContext({ ...SCREENS[screen], locale: "en-GB", ...options });
  const page = await context.newPage();
  if (options.javaScriptEnabled === false) withoutScripts.add(page);
  return page;
}

/**
 * Opens a page and checks it at phone and desktop width.
 * Throws when it is no page (status 400 or more), is not accessible, or is wider than a phone.
 */
export async function openPage(page: Page, url: string): Promise<void> {
  const response = await page.goto(url);
  if (!response || response.status() >= 400)
    throw new Error(`${url} answered ${response?.status() ?? "nothing"}`);
  await checkAccessible(page);
}

/**
 * The same check for a page that was reached by a click or has changed since: WCAG 2.2 AA, at both widths. Colours, the
 * dearest rule by far, are the same at both: they are looked at once, except where `allTwice` says so.
 */
export async function checkAccessible(page: Page, { allTwice = false } = {}): Promise<void> {
  const shown = withoutScripts.has(page) ? await twinOf(page) : page;
  const own = shown.viewportSize();
  await shown.evaluate(axe.source);
  const found = [
    ...(await problemsAt(shown, "phone", allTwice ? [] : ["color-contrast"])),
    ...(await problemsAt(shown, "desktop", [])),
  ];
  if (shown !== page) await shown.close();
  else if (own) await page.setViewportSize(own);
  if (found.length > 0)
    throw new Error(`${page.url()} is not accessible:\n${[...new Set(found)].join("\n")}`);
}

/** axe needs scripts: a page of somebody without them is checked as a copy, its own scripts taken out. */
async function twinOf(page: Page): Promise<Page> {
  const body = (await page.content()).replace(/<script\b[^>]*>[\s\S]*?<\/script>/gi, "");
  const twin = await aVisitor("desktop");
  await twin.route(page.url(), (route) => route.fulfill({ body, contentType: "text/html; charset=utf-8" }));
  await twin.goto(page.url());
  return twin;
}

async function problemsAt(page: Page, screen: Screen, without: string[]): Promise<string[]> {
  await page.setViewportSize(SCREENS[screen].viewport);
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const options = { runOnly: WCAG, resultTypes: ["violations" as const], rules };
  const { violations, width } = await page.evaluate(async (given) => {
    const { axe } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(document, given);
    return { violations, width: document.documentElement.scrollWidth };
  }, options);
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n    ${node.target.join(" ")}\n    ${node.failureSummary ?? ""}`),
  );
  const { width: wanted } = SCREENS[screen].viewport;
  return width > wanted
    ? [...found, `${screen}: the page is ${width} pixels wide on a screen of ${wanted}`]
    : found;
}

async function launch(): Promise<Browser> {
  return chromium.launch({ ...(await whichBrowser()), args: QUIET });
}

/**
 * The packed browser draws no window: a page takes half the processor time that it takes in an installed one, and is the
 * same one everywhere. Only the machines it is not made for use what is installed.
 */
async function whichBrowser(): Promise<LaunchOptions> {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH) return { executablePath: CHROME_PATH };
  const installed = isPackedForThisMachine ? undefined : INSTALLED.find((file) => existsSync(file));
  return installed ? { executablePath: installed } : packedBrowser();
}
