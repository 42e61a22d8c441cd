import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { startApp } from "#tests/support/app";
import { aVisitor, checkAccessible, openPage } from "#tests/support/browser";
import { aDatabase } from "#tests/support/database";
import { signIn } from "#tests/support/sign-in";
import { aMailServer } from "#tests/support/smtp";
import type { Role } from "~/platform/actor";

const database = await aDatabase();
const server = await aMailServer();
const app = await startApp({ database, env: { SMTP_URL: server.url } });

afterAll(async () => {
  await app.stop();
  await server.stop();
});

async function signedIn(role: Role) {
  const { personId, name } = await aPerson(role);
  const page = await aVisitor();
  await signIn(page, app, server, `${personId}@example.org`);
  return { page, personId, name };
}

async function aFailedMail(toPersonId: string, address: string): Promise<void> {
  const input = { reference: "A-2026-0412", link: `/alerts/${randomUUID()}` };
  await database.superuserQuery(
    `insert into outbox_mail (id, created_at, template, to_person_id, to_address, input, state, attempts, failed_at, last_problem)
     values ($1, now(), 'alerts/alert-assigned', $2, $3, $4, 'failed', 1, now(), 'The mail server said: 550 no such mailbox')`,
    [randomUUID(), toPersonId, address, input],
  );
}

describe("the page of notifications", () => {
  it("shows a mail that failed, to whom and why, and sends it again", async () => {
    const { page, personId, name } = await signedIn("administrator");
    await aFailedMail(personId, "moved@example.org");
    await page.goto(`${app.url}/notifications`);
    await checkAccessible(page);
    const failed = page.getByRole("region", { name: "Could not be sent" });
    const row = failed.getByRole("row", { name: "Alert assigned" });
    await expect.poll(() => row.textContent()).toContain("550 no such mailbox");
    expect(await row.textContent()).toContain(name);
    expect(await page.content()).not.toContain("moved@example.org");
    await page.getByText(`No message reaches ${name}`).waitFor();
    await openPage(page, `${app.url}/accounts/channels`);
    await page.getByText("No message reaches you").waitFor();
    await page.goto(`${app.url}/notifications`);

    await row.getByRole("button", { name: "Send again" }).click();
    await page.getByText("The message is in the queue again").waitFor();
    await checkAccessible(page);
    await expect
      .poll(() => server.mails.some((mail) => mail.to.includes("moved@example.org")), { timeout: 5_000 })
      .toBe(true);
    await page.goto(`${app.url}/notifications`);
    const accepted = page.getByRole("region", { name: "Accepted" });
    await expect.poll(() => accepted.textContent()).toContain("Alert assigned");
    expect(await failed.textContent()).toContain("None.");
  }, 60_000);

  it("is not for a designated manager", async () => {
    const { page } = await signedIn("designated_manager");
    const response = await page.goto(`${app.url}/notifications`);
    expect(response?.status()).toBe(403);
  }, 60_000);
});
