import { addressesOf } from "~/domain/accounts/accounts.queries.server";
import { addEvent } from "~/domain/chronology/add-event.server";
import { dropOpenActions } from "~/domain/chronology/settle-action.server";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Conflict, Invalid } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import type { MarkDuplicateInput } from "./alert-handling.schema";
import { alertsPaths } from "./alerts.paths";
import { repeatable } from "./duplicate-choices.queries.server";
import { changeAlert, type LockedAlert } from "./internal/change-alert.server";

/** Two people may say at the same moment that each alert repeats the other: one of them is told to look again. */
async function lockFirst(tx: Tx, alert: LockedAlert, firstId: string) {
  const first = await tx.alert.findFirst({
    where: { ...repeatable(alert), AND: { id: firstId } },
    select: { id: true, reference: true, schoolId: true, learnerId: true },
  });
  if (!first) throw new Invalid("Select an open alert of the same school", "firstId");
  const held = await tx.$queryRaw<
    unknown[]
  >`SELECT id FROM alert WHERE id = ${firstId}::uuid AND ended_at IS NULL FOR UPDATE SKIP LOCKED`;
  if (held.length === 0)
    throw new Conflict("Somebody is changing that alert just now. Look at it again.", { firstId });
  return first;
}

/**
 * Ends an alert that repeats another one; the first goes on. Whoever raised it is told where.
 * @throws Invalid when the first is not open, or of another school or learner
 */
export function markDuplicate(actor: Actor, input: MarkDuplicateInput, clock: Clock) {
  const request = { alertId: input.alertId, verb: "mark_duplicate", clock } as const;
  return changeAlert(actor, request, async (tx, alert, at) => {
    const first = await lockFirst(tx, alert, input.firstId);
    const dropped = await dropOpenActions(tx, alert.id, at);
    const about = { kind: "alert", id: first.id };
    const { learnerId, schoolId } = first;
    const audience = "school_and_virtual_school";
    const summary = `${alert.reference} repeats this alert and has ended`;
    await addEvent(tx, {
      at,
      kind: "alert.repeated",
      about,
      learnerId,
      schoolId,
      personId: actor.personId,
      audience,
      summary,
    });
    const raiser = await addressesOf(tx, [alert.raisedById], dayOf(at));
    const mail = {
      reference: alert.reference,
      firstReference: first.reference,
      link: alertsPaths.record(first.id),
    };
    await queueMail(
      tx,
      raiser.map((to) => ({
        template: "alerts/alert-duplicate" as const,
        to,
        input: mail,
        about: { kind: "alert", id: alert.id },
        at,
      })),
    );
    return {
      set: { endedAt: at, endReason: "duplicate", duplicateOfId: first.id },
      event: { kind: "alert.duplicate", summary: `Repeats ${first.reference}, which goes on` },
      audit: { duplicateOfId: first.id, droppedActions: dropped },
    };
  });
}
