import type { Page } from "playwright-core";
import { aSession } from "#tests/factories/accounts";
import type { RunningApp } from "./app";
import type { MailServer } from "./smtp";

/** Gives a visitor's browser the session of somebody: `await signedIn(await aVisitor("phone"), app, lead)`. */
export async function signedIn(page: Page, app: RunningApp, person: { personId: string }): Promise<Page> {
  await page.context().addCookies([{ ...(await aSession(person)), url: app.url }]);
  return page;
}

/**
 * Signs somebody in as people do: asks for a code, reads it in the mail that arrives, enters it. A page that shows the
 * sign-in already goes on from there, to where it was sent from.
 */
export async function signIn(page: Page, app: RunningApp, mail: MailServer, email: string): Promise<void> {
  const before = mail.mails.length;
  if (!page.url().startsWith(`${app.url}/sign-in`)) await page.goto(`${app.url}/sign-in`);
  await page.getByLabel("Work email address").fill(email);
  await page.getByRole("button", { name: "Send me a code" }).click();
  await page.waitForURL(/step=code/, { timeout: 5000 });
  const code = await codeFor(mail, email, before);
  await page.getByLabel("Six-digit code").fill(code);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
}

/** The first code in a mail to this address after the first `before` mails. */
export async function codeFor(mail: MailServer, email: string, before = 0): Promise<string> {
  for (
    const deadline = Date.now() + 15_000;
    Date.now() < deadline;
    await new Promise((resolve) => setTimeout(resolve, 50))
  ) {
    const theirs = mail.mails.slice(before).filter((each) => JSON.stringify(each.to).includes(email));
    const code = theirs.map(({ text }) => text.match(/\b\d{6}\b/)?.[0]).find((found) => found !== undefined);
    if (code) return code;
  }
  throw new Error("no mail with a code arrived");
}
