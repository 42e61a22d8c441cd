import { createHmac } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aPerson, type TestPerson } from "#tests/factories/accounts";
import { theHomeAuthority } from "#tests/factories/organisations";
import { startApp } from "#tests/support/app";
import { aVisitor, checkAccessible, openPage } from "#tests/support/browser";
import { aDatabase } from "#tests/support/database";
import { aNotifyServer, notifyTemplates } from "#tests/support/notify";
import { signedIn } from "#tests/support/sign-in";
import { aMailServer } from "#tests/support/smtp";
import { aHookServer } from "#tests/support/webhook";

const database = await aDatabase();
const [mail, notify, hook] = [await aMailServer(), await aNotifyServer(), await aHookServer()];
const app = await startApp({
  database,
  env: {
    ...notifyTemplates,
    SMTP_URL: mail.url,
    NOTIFY_API_KEY: notify.apiKey,
    NOTIFY_BASE_URL: notify.url,
    WEBHOOK_LOOPBACK: "1",
  },
});
let lead: TestPerson;
let page: Page;

beforeAll(async () => {
  await theHomeAuthority();
  lead = await aPerson("lead", { name: "Ailsa Mackenzie" });
  page = await signedIn(await aVisitor("phone"), app, lead);
});

afterAll(async () => {
  await app.stop();
  await Promise.all([mail.stop(), notify.stop(), hook.stop()]);
});

it("an administrator says by which channels people may be told", async () => {
  const page = await signedIn(await aVisitor("phone"), app, await aPerson("administrator"));
  await page.goto(`${app.url}/organisations/channels`);
  await page.getByLabel("Email", { exact: true }).uncheck();
  await page.getByRole("button", { name: "Save the channels" }).click();
  await page.getByText("Select at least one kind of email").first().waitFor();
  await checkAccessible(page);
  for (const kind of ["Email", "Text message", "Webhook"])
    await page.getByLabel(kind, { exact: true }).check();
  await page.getByRole("button", { name: "Save the channels" }).click();
  await page.getByText("People may be told by: Email, Text message, Webhook.").waitFor();
}, 60_000);

it("somebody sets up text messages without scripts, is told what is wrong with a number, and tries it", async () => {
  const page = await signedIn(await aVisitor("phone", { javaScriptEnabled: false }), app, lead);
  await openPage(page, `${app.url}/accounts/channels/sms`);
  await page.getByLabel("Mobile number").fill("0141 496 0123");
  await page.getByRole("button", { name: "Save and switch on" }).click();
  await page.getByText("Enter a UK mobile number, such as 07700 900123").first().waitFor();
  expect(await page.getByLabel("Mobile number").inputValue()).toBe("0141 496 0123");
  await page.getByLabel("Mobile number").fill("07700 900123");
  await page.getByRole("button", { name: "Save and switch on" }).click();
  const section = page.getByRole("region", { name: "Text message" });
  expect(await section.textContent()).toContain("+447700900123");
  await section.getByRole("button", { name: "Send a test" }).click();
  await page.getByText("A test is on its way.").waitFor();
  await expect.poll(() => notify.messages.map(({ to }) => to)).toEqual(["+447700900123"]);
  expect(notify.messages[0]?.personalisation.text).toMatch(
    /^Virtual School: this is the test you asked for\. Messages reach you this way\. http\S+\/accounts\/channels$/,
  );
  await expect
    .poll(async () => {
      await page.goto(`${app.url}/accounts/channels`);
      return section.textContent();
    })
    .toMatch(/Last worked\d+ /);
}, 60_000);

it("somebody sets up a webhook, and its receiver can tell that the test is ours", async () => {
  await page.goto(`${app.url}/accounts/channels/webhook`);
  await page.getByLabel("Address of the webhook").fill("https://10.0.0.5/hook");
  await page.getByRole("button", { name: "Save and switch on" }).click();
  await page.getByText("Address of the webhook must be on the public internet").first().waitFor();
  await page.getByLabel("Address of the webhook").fill(hook.url);
  await page.getByRole("button", { name: "Save and switch on" }).click();
  const section = page.getByRole("region", { name: "Webhook" });
  await section.getByRole("button", { name: "Send a test" }).click();
  await expect.poll(() => hook.calls.length).toBe(1);

  await page.goto(`${app.url}/accounts/channels/webhook`);
  await page.getByText("How the receiver knows that a message is ours").click();
  await checkAccessible(page);
  const key = (await page.getByText("Key: ").locator("code").textContent()) ?? "";
  const [call] = hook.calls;
  const signature = String(call?.headers["virtual-school-signature"]);
  const [, seconds, given] = /^t=(\d+),v1=(\w+)$/.exec(signature) ?? [];
  expect(given).toBe(createHmac("sha256", key).update(`${seconds}.${call?.body}`).digest("hex"));
  expect(call?.body).not.toMatch(/Ailsa|Mackenzie/);
}, 60_000);

it("a webhook that breaks is said on the page, and removed", async () => {
  hook.answer((response) => response.writeHead(302, { location: "http://10.0.0.5/" }).end());
  await page.goto(`${app.url}/accounts/channels`);
  const section = page.getByRole("region", { name: "Webhook" });
  await section.getByRole("button", { name: "Send a test" }).click();
  await page.getByText("A test is on its way.").waitFor();
  await expect
    .poll(async () => {
      await page.goto(`${app.url}/accounts/channels`);
      return section.textContent();
    })
    .toContain("The webhook answered with a redirect, which is never followed.");
  await checkAccessible(page);
  await section.getByRole("button", { name: "Remove" }).click();
  await page.getByText("Removed.").waitFor();
  await expect.poll(() => section.textContent()).toContain("Not set up");
}, 60_000);
