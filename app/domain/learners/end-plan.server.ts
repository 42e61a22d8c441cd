import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { dayOf, toDateColumn } from "~/platform/format";
import { changeLearner } from "./internal/change-learner.server";
import { learnersPolicy } from "./learners.policy";

/**
 * Says that a plan does not count any more, from today. One that has ended stays as it is.
 * @throws NotAllowed; NotFound
 */
export function endPlan(
  actor: Actor,
  { learnerId, planId }: { learnerId: string; planId: string },
  clock: Clock,
): Promise<void> {
  return changeLearner(actor, { learnerId, permission: learnersPolicy.change, clock }, async (tx, _, at) => {
    const { count } = await tx.learnerPlan.updateMany({
      where: { id: planId, learnerId, endedOn: null },
      data: { endedOn: toDateColumn(dayOf(at)) },
    });
    if (count === 0) return null;
    return {
      kind: "plan.ended",
      summary: "A plan does not count any more",
      audience: "school_and_virtual_school",
      audit: { planId },
    };
  });
}
