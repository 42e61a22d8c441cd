import { addCalendarDays } from "~/domain/calendars/calendars.clocks";
import { notifyListOf } from "~/domain/learners/notify-list.queries.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Conflict, Invalid } from "~/platform/errors";
import { formatDay, fromDateColumn, toDateColumn } from "~/platform/format";
import { exclusionsPolicy } from "./exclusions.policy";
import { changeExclusion } from "./internal/change-exclusion.server";
import { reviewAfterDays } from "./internal/exclusion-clock";
import type { PlanReturnInput } from "./return-plan.schema";

async function returnDueOn(tx: Tx, exclusionId: string): Promise<string> {
  const row = await tx.exclusion.findUnique({ where: { id: exclusionId }, select: { returnDueOn: true } });
  if (!row?.returnDueOn) throw new Conflict("This child does not come back to this school.", { exclusionId });
  return fromDateColumn(row.returnDueOn);
}

function refuseReview(reviewOn: string, dueOn: string): void {
  const last = addCalendarDays(dueOn, reviewAfterDays);
  if (reviewOn >= dueOn && reviewOn <= last) return;
  const sentence = `Review must be from ${formatDay(dueOn)}, the day of return, to ${formatDay(last)}`;
  throw new Invalid(sentence, "reviewOn");
}

/** Nobody is named as told who may not be told what is decided. */
async function refuseTold(tx: Tx, learnerId: string, told: readonly string[]): Promise<void> {
  if (told.length === 0) return;
  const list = await notifyListOf(tx, learnerId);
  const mayBeTold = list.filter((entry) => entry.mayBeTold.includes("decision")).map((entry) => entry.id);
  if (told.some((id) => !mayBeTold.includes(id))) {
    throw new Invalid("Select people of the notify list who may be told", "told");
  }
}

/** Texts and days as a plan holds them: to store, and to tell whether a second press changes anything. */
const fieldsOf = (input: PlanReturnInput) => ({
  keyAdult: input.keyAdult,
  support: input.support,
  firstDay: input.firstDay,
  conditions: input.conditions ?? null,
  childWords: input.childWords ?? null,
  reviewOn: toDateColumn(input.reviewOn),
  toldIds: [...new Set(input.told)].sort(),
});

/**
 * Makes the plan for return, or changes it: one for each exclusion. The day on which it was first made stays.
 * @throws Invalid for a review outside of the 7 days after return, or somebody who may not be told; Conflict for a child
 * who does not come back, or once the record is closed
 */
export function planReturn(actor: Actor, input: PlanReturnInput, clock: Clock) {
  const { exclusionId } = input;
  const request = { exclusionId, permission: exclusionsPolicy.record, clock };
  return changeExclusion(actor, request, async (tx, exclusion, at) => {
    refuseReview(input.reviewOn, await returnDueOn(tx, exclusionId));
    await refuseTold(tx, exclusion.learnerId, input.told);
    const fields = fieldsOf(input);
    const made = await tx.returnPlan.findUnique({ where: { exclusionId } });
    if (
      made &&
      Object.entries(fields).every(([key, value]) => `${made[key as keyof typeof made]}` === `${value}`)
    ) {
      return null;
    }
    const plan = { ...fields, changedAt: at };
    if (made)
      await tx.returnPlan.update({ where: { exclusionId }, data: plan, select: { exclusionId: true } });
    else
      await tx.returnPlan.createMany({
        data: [{ ...plan, exclusionId, madeById: actor.personId, madeAt: at }],
      });
    return {
      event: {
        kind: made ? "return_plan.changed" : "return_plan.made",
        summary: made ? "Plan for return changed" : "Plan for return made",
        detail: `Key adult: ${input.keyAdult}.\nReview on ${formatDay(input.reviewOn)}.`,
      },
      audit: { reviewOn: input.reviewOn, told: fields.toldIds.length },
    };
  });
}
