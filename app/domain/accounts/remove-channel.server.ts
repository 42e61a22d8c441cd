import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import type { ChannelKind } from "~/domain/notifications/channels.words";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { NotAllowed } from "~/platform/errors";
import { accountsPolicy } from "./accounts.policy";

/**
 * Forgets a number or a webhook of the actor's own, allowed by the authority or not. Messages that are queued already
 * still go there; with nothing else on, the next ones go by email.
 */
export async function removeChannel(
  actor: Actor,
  { kind }: { kind: ChannelKind },
  clock: Clock,
): Promise<void> {
  if (!may(actor, accountsPolicy.signedIn)) throw new NotAllowed("Your role does not include this.");
  const { personId } = actor;
  await asActor(actor, async (tx) => {
    const { count } = await tx.personChannel.deleteMany({ where: { personId, kind } });
    if (count === 0) return;
    await writeAuditLine(tx, {
      at: clock.now(),
      personId,
      action: "channel.removed",
      subject: { kind: "person", id: personId },
      detail: { channel: kind },
    });
  });
}
