import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { NotAllowed, NotFound } from "~/platform/errors";
import { learnersPolicy } from "./learners.policy";
import type { SettleOpeningInput } from "./opened-record.schema";

/** What a press writes, and on which openings it has anything to write. */
const presses = {
  close: {
    permission: learnersPolicy.closeRecord,
    action: "record.closed",
    set: (endedById: string, endedAt: Date) => ({ endedById, endedAt }),
    open: (now: Date) => ({ endedAt: null, untilAt: { gt: now } }),
  },
  seen: {
    permission: learnersPolicy.seeOpenings,
    action: "record.opening_seen",
    set: (seenById: string, seenAt: Date) => ({ seenById, seenAt }),
    open: () => ({ seenAt: null }),
  },
} as const;

/**
 * Closes a record that was opened with a reason before its time, or says that the Virtual School head teacher looked at it.
 * Pressed again, nothing changes. Gives the learner's id.
 * @throws NotAllowed, also for looking over one's own; NotFound for an opening of somebody else's
 */
export function settleOpening(actor: Actor, input: SettleOpeningInput, clock: Clock): Promise<string> {
  const { permission, action, set, open } = presses[input.press];
  return asActor(actor, async (tx) => {
    if (!may(actor, permission)) throw new NotAllowed("Your role does not include this.");
    const at = clock.now();
    const { personId } = actor;
    const where = { id: input.openingId };
    const opening = await tx.openedRecord.findUnique({ where, select: { learnerId: true, personId: true } });
    if (!opening) throw new NotFound("There is no such opened record.", { openingId: input.openingId });
    if (input.press === "seen" && opening.personId === personId)
      throw new NotAllowed("You opened this record yourself. Somebody else looks at it.");
    const { count } = await tx.openedRecord.updateMany({
      where: { ...where, ...open(at) },
      data: set(personId, at),
    });
    if (count > 0) {
      const subject = { kind: "learner", id: opening.learnerId };
      await writeAuditLine(tx, { at, personId, action, subject, detail: { openingId: input.openingId } });
    }
    return opening.learnerId;
  });
}
