import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { NotAllowed } from "~/platform/errors";
import { learnersPolicy } from "./learners.policy";

/** Forgets a list of the actor's own; one that is gone, or somebody else's, is left as it is. */
export function removeList(actor: Actor, { listId }: { listId: string }, clock: Clock): Promise<void> {
  if (!may(actor, learnersPolicy.see)) throw new NotAllowed("Your role does not include this.");
  return asActor(actor, async (tx) => {
    const { count } = await tx.savedList.deleteMany({ where: { id: listId } });
    if (count === 0) return;
    const subject = { kind: "saved_list", id: listId };
    await writeAuditLine(tx, {
      at: clock.now(),
      personId: actor.personId,
      action: "list.removed",
      subject,
    });
  });
}
