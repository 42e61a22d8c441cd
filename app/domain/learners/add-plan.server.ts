import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { Invalid } from "~/platform/errors";
import { dayOf, toDateColumn } from "~/platform/format";
import { changeLearner } from "./internal/change-learner.server";
import { checkCodes } from "./internal/check-codes.server";
import type { AddPlanInput } from "./learner-support.schema";
import { learnersPolicy } from "./learners.policy";

/**
 * Notes that there is a plan, where it is kept and its date; nothing of what it says.
 * @throws NotAllowed; NotFound; Invalid for a kind that is not in the list, or a date to come
 */
export function addPlan(actor: Actor, input: AddPlanInput, clock: Clock): Promise<void> {
  const { planId: id, learnerId, kind, keptWhere, datedOn } = input;
  return changeLearner(actor, { learnerId, permission: learnersPolicy.change, clock }, async (tx, _, at) => {
    const day = dayOf(at);
    await checkCodes(tx, { list: "plan", field: "kind", chosen: [kind], day });
    if (datedOn > day) throw new Invalid("Date of the plan must not be in the future", "datedOn");
    const plan = { id, learnerId, kind, keptWhere, datedOn: toDateColumn(datedOn) };
    const { count } = await tx.learnerPlan.createMany({
      data: [{ ...plan, addedById: actor.personId, addedAt: at }],
      skipDuplicates: true,
    });
    if (count === 0) return null;
    return {
      kind: "plan.referred_to",
      summary: "A plan is referred to",
      audience: "school_and_virtual_school",
      audit: { planId: id, kind, datedOn },
    };
  });
}
