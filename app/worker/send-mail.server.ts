import type { ClaimedMail } from "~/domain/notifications/claim-mail.server";
import { type Ending, settleMail } from "~/domain/notifications/settle-mail.server";
import type { Clock } from "~/platform/clock";
import { log } from "~/platform/log.server";
import { open } from "~/platform/seal.server";
import { type RenderedMail, renderMail } from "./render-mail.server";
import type { Transport } from "./sending";

/** Who sends, how, and by which time. */
export type Sender = { owner: string; transport: Transport; clock: () => Promise<Clock>; appUrl: string };

const expired: Ending = { kind: "refused", problem: "The code expired before it could be sent." };
const unreadable: Ending = {
  kind: "refused",
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
  return { kind: "accepted", copy: transport.keepsCopy ? rendered : null };
}

/** Renders, sends and settles one claimed mail. A fault of the database leaves it to the end of its lease. */
export async function sendMail(mail: ClaimedMail, sender: Sender): Promise<void> {
  const startedAt = performance.now();
  const ending = await attempt(mail, sender);
  const at = (await sender.clock()).now();
  const isSettled = await settleMail(
    { id: mail.id, owner: sender.owner, attempts: mail.attempts },
    ending,
    at,
  );
  log(ending.kind === "refused" ? "warn" : "info", "mail attempted", {
    mailId: mail.id,
    template: mail.template,
    ending: ending.kind,
    attempts: mail.attempts,
    isSettled,
    milliseconds: Math.round(performance.now() - startedAt),
  });
}
