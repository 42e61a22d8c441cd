import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { aPerson } from "#tests/factories/accounts";
import { startApp } from "#tests/support/app";
import { aVisitor, checkAccessible, openPage } from "#tests/support/browser";
import { aCallerAs } from "#tests/support/caller";
import { aDatabase } from "#tests/support/database";
import { signedIn } from "#tests/support/sign-in";
import { aMailServer } from "#tests/support/smtp";

const database = await aDatabase();
const server = await aMailServer();
const app = await startApp({ database, env: { SMTP_URL: server.url } });

afterAll(async () => {
  await app.stop();
  await server.stop();
});

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
    const administrator = await aPerson("administrator");
    const { personId, name } = administrator;
    const page = await signedIn(await aVisitor(), app, administrator);
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
    await expect
      .poll(() => server.mails.some((mail) => mail.to.includes("moved@example.org")), { timeout: 5_000 })
      .toBe(true);
    await page.goto(`${app.url}/notifications`);
    const accepted = page.getByRole("region", { name: "Accepted" });
    await expect.poll(() => accepted.textContent()).toContain("Alert assigned");
    expect(await failed.textContent()).toContain("None.");
  }, 60_000);

  it("is not for a designated manager", async () => {
    const caller = await aCallerAs(app, await aPerson("designated_manager"));
    expect((await caller.get("/notifications")).status).toBe(403);
  });
});
