import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { dayOf, toDateColumn } from "~/platform/format";
import { changeLearner } from "./internal/change-learner.server";
import { learnersPolicy } from "./learners.policy";

/**
 * Says that a scope does not hold any more: today is its last day. One that has ended, or begins later, stays as it is.
 * @throws NotAllowed; NotFound
 */
export function endScope(
  actor: Actor,
  { learnerId, scopeId }: { learnerId: string; scopeId: string },
  clock: Clock,
): Promise<void> {
  return changeLearner(
    actor,
    { learnerId, permission: learnersPolicy.changeCare, clock },
    async (tx, _, at) => {
      const endedOn = toDateColumn(dayOf(at));
      const { count } = await tx.learnerScope.updateMany({
        where: { id: scopeId, learnerId, endedOn: null, startedOn: { lte: endedOn } },
        data: { endedOn },
      });
      if (count === 0) return null;
      return {
        kind: "scope.ended",
        summary: "Why the Virtual School works with the learner: one reason has ended",
        audience: "virtual_school_only",
        audit: { scopeId },
      };
    },
  );
}
