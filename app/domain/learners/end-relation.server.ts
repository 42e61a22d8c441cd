import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { dayOf, toDateColumn } from "~/platform/format";
import { changeLearner } from "./internal/change-learner.server";
import { dayBefore } from "./internal/day-before";
import { learnersPolicy } from "./learners.policy";

/**
 * Shows somebody nothing more of a learner's record, at once.
 * @throws NotAllowed; NotFound
 */
export function endRelation(
  actor: Actor,
  { learnerId, relationId: id }: { learnerId: string; relationId: string },
  clock: Clock,
): Promise<void> {
  return changeLearner(actor, { learnerId, permission: learnersPolicy.share, clock }, async (tx, _, at) => {
    const today = toDateColumn(dayOf(at));
    const { count } = await tx.learnerRelation.updateMany({
      where: { id, learnerId, OR: [{ untilOn: null }, { untilOn: { gte: today } }] },
      data: { untilOn: dayBefore(today) },
    });
    if (count === 0) return null;
    return {
      kind: "relation.ended",
      summary: "A part of the record is no longer shown to somebody",
      audience: "virtual_school_only",
      audit: { relationId: id },
    };
  });
}
