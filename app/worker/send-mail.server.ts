import type { ClaimedMail } from "~/domain/notifications/claim-mail.server";
import type { Ending } from "~/domain/notifications/settle-mail.server";
import type { Clock } from "~/platform/clock";
import { log } from "~/platform/log.server";
import { open } from "~/platform/seal.server";
import { type RenderedMail, renderMail } from "./render-mail.server";
import type { Transport } from "./sending";
import type { Settle } from "./settler.server";

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

async function attempt(mail: ClaimedMail, { transport, appUrl }: Sender): Promise<Ending> {
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

/**
 * Renders, sends and settles one claimed mail, and logs one line. A fault of the database leaves it to the end of its
 * lease.
 * @param onAttempted called when the other side is done with, before anything is recorded
 */
export async function sendMail(
  mail: ClaimedMail,
  sender: Sender,
  settle: Settle,
  onAttempted: () => void = () => {},
): Promise<void> {
  const { id, template, channel, attempts } = mail;
  const startedAt = performance.now();
  const ending = await attempt(mail, sender);
  onAttempted();
  const milliseconds = Math.round(performance.now() - startedAt);
  const isSettled = await settle({ id, owner: sender.owner, attempts }, ending);
  const isLost = ending.kind === "refused" || ending.kind === "void";
  const fields = { mailId: id, template, channel, ending: ending.kind, attempts, isSettled, milliseconds };
  log(isLost ? "warn" : "info", "mail attempted", fields);
}
