import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Conflict, NotAllowed, NotFound } from "~/platform/errors";
import { notificationsPolicy } from "./notifications.policy";
import { wakeWorker } from "./queue-mail.server";

/**
 * Sends again a mail that failed, or tries at once one that waits for its next attempt. It goes to the address it was
 * first written to.
 * @throws NotAllowed, NotFound, or Conflict when the mail was accepted, is being sent now, or held a sign-in code
 */
export async function retryMail(actor: Actor, { mailId }: { mailId: string }, clock: Clock): Promise<void> {
  if (!may(actor, notificationsPolicy.retry))
    throw new NotAllowed("Your role does not include sending a mail again.");
  await asActor(actor, async (tx) => {
    const mail = await tx.outboxMail.findUnique({
      where: { id: mailId },
      select: { template: true, aboutKind: true, aboutId: true },
    });
    if (!mail) throw new NotFound("There is no such mail.", { mailId });
    if (mail.template === "accounts/sign-in-code") {
      throw new Conflict("A sign-in code cannot be sent again. The person can ask for a new one.", {
        mailId,
      });
    }
    // The web role cannot change the outbox; this function of the owner can, for a mail that is not on its way.
    const [answer] = await tx.$queryRaw<
      { requeued: boolean }[]
    >`select app.requeue_mail(${mailId}::uuid) as requeued`;
    if (!answer?.requeued)
      throw new Conflict("This mail was accepted meanwhile, or is being sent now.", { mailId });
    await writeAuditLine(tx, {
      at: clock.now(),
      personId: actor.personId,
      action: "mail.retried",
      subject: { kind: "mail", id: mailId },
      detail: { template: mail.template, aboutKind: mail.aboutKind, aboutId: mail.aboutId },
    });
    await wakeWorker(tx);
  });
}
