import type { ClaimedMail } from "~/domain/notifications/claim-mail.server";
import { type Ending, settleMail } from "~/domain/notifications/settle-mail.server";
import type { Clock } from "~/platform/clock";
import { log } from "~/platform/log.server";
import { open } from "~/platform/seal.server";
import { type RenderedMail, renderMail } from "./render-mail.server";
import type { Transport } from "./sending";

/** Who sends, how, and by which time. */
export type Sender = { owner: string; transport: Transport; clock: () => Promise<Clock>; appUrl: string };

const expired: Ending = { kind: "void", problem: "The code expired before it could be sent." };
const unreadable: Ending = {
  kind: "void",
  problem: "The code could not be read. APP_SECRET may have changed.",
};
const unwritten: Ending = {
  kind: "try_again",
  problem: "The mail could not be written out: a fault of this app.",
};

async function write(mail: ClaimedMail, secret: string | null, appUrl: string): Promise<RenderedMail | null> {
  try {
    return await renderMail(mail, secret, appUrl);
  } catch (error) {
    log("error", "mail could not be rendered", {
      mailId: mail.id,
      template: mail.template,
      kind: error instanceof Error ? error.name : null,
    });
    return null;
  }
}

/** Renders and sends one claimed mail; nothing is recorded yet. */
export async function attemptMail(mail: ClaimedMail, { transport, appUrl }: Sender): Promise<Ending> {
  if (mail.isExpired) return expired;
  const secret = mail.secret === null ? null : open("sign-in-code", mail.secret);
  if (mail.secret !== null && secret === null) return unreadable;
  const rendered = await write(mail, secret, appUrl);
  // Tried again later: the release that follows may know how.
  if (!rendered) return unwritten;
  const result = await transport.send(rendered);
  if (result.kind !== "accepted") return result;
  const { toAddress, subject, text, html, messageId } = rendered;
  const copy = transport.keepsCopy ? { toAddress, subject, text, html, messageId } : null;
  return { kind: "accepted", copy, providerId: result.providerId ?? null };
}

/** One line for the log of each attempt. */
export function logAttempt(
  mail: ClaimedMail,
  ending: Ending,
  fields: { isSettled: boolean; milliseconds: number },
): void {
  const isLost = ending.kind === "refused" || ending.kind === "void";
  log(isLost ? "warn" : "info", "mail attempted", {
    mailId: mail.id,
    template: mail.template,
    channel: mail.channel,
    ending: ending.kind,
    attempts: mail.attempts,
    ...fields,
  });
}

/** Renders, sends and settles one claimed mail. A fault of the database leaves it to the end of its lease. */
export async function sendMail(mail: ClaimedMail, sender: Sender): Promise<void> {
  const startedAt = performance.now();
  const ending = await attemptMail(mail, sender);
  const milliseconds = Math.round(performance.now() - startedAt);
  const lease = { id: mail.id, owner: sender.owner, attempts: mail.attempts };
  const isSettled = await settleMail(lease, ending, (await sender.clock()).now());
  logAttempt(mail, ending, { isSettled, milliseconds });
}
