import { addCalendarDays } from "~/domain/calendars/calendars.clocks";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { dayOf, formatDay, fromDateColumn } from "~/platform/format";
import { exclusionOf } from "./exclusions.queries.server";
import type { StepKind } from "./exclusions.words";
import { reviewAfterDays } from "./internal/exclusion-clock";
import { openExclusionTask, peopleToTell } from "./open-exclusion-task.server";
import { type ReturnStep, returnSteps } from "./return-plan.words";

type Visit = { actor: Actor; clock: Clock; params: Record<string, string | undefined> };

/** The first step of the way back that is not on record; the last one when all are. */
function nextStep(steps: readonly { kind: string }[]): ReturnStep {
  const done = steps.map((step) => step.kind as StepKind);
  return returnSteps.find((kind) => !done.includes(kind)) ?? "return_reviewed";
}

/**
 * What the pages of the way back begin with: the exclusion, the plan as it stands, and whom the notify list lets be told.
 * @throws NotFound when there is none, or none for this actor
 */
export function openReturn(visit: Visit) {
  return asActor(visit.actor, async (tx) => {
    const { exclusion, refused } = await openExclusionTask(tx, visit);
    const { returnDueOn, plan, steps } = await exclusionOf(tx, exclusion.id);
    const people = await peopleToTell(tx, exclusion.learnerId);
    const due = returnDueOn && fromDateColumn(returnDueOn);
    return {
      exclusion,
      refused: refused ?? (due ? null : "This child does not come back to this school."),
      dueOn: due && formatDay(due),
      latestReview: due && addCalendarDays(due, reviewAfterDays),
      plan: plan && {
        keyAdult: plan.keyAdult,
        support: plan.support,
        firstDay: plan.firstDay,
        conditions: plan.conditions ?? undefined,
        childWords: plan.childWords ?? undefined,
        reviewOn: fromDateColumn(plan.reviewOn),
        told: plan.toldIds,
      },
      mayBeTold: people.options.filter(({ value }) => value !== "learner"),
      leftOut: people.leftOut,
      next: nextStep(steps),
      today: dayOf(visit.clock.now()),
    };
  });
}

export type ReturnTask = Awaited<ReturnType<typeof openReturn>>;
