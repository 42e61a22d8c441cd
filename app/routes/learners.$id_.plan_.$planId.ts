import { redirect } from "@remix-run/node";
import { guarded } from "~/domain/accounts/guarded.server";
import { endPlan } from "~/domain/learners/end-plan.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { NotFound } from "~/platform/errors";
import { isUuid } from "~/platform/uuid";

/** A press beside a plan; the page itself is the learner's record. */
export const loader = guarded(learnersPolicy.change, async ({ params }) =>
  redirect(learnersPaths.record(params.id ?? "")),
);

export const action = guarded(learnersPolicy.change, async ({ actor, clock, params }) => {
  const { id: learnerId = "", planId = "" } = params;
  if (!isUuid(learnerId) || !isUuid(planId)) throw new NotFound("There is no such plan.");
  await endPlan(actor, { learnerId, planId }, clock);
  return redirect(learnersPaths.record(learnerId));
});
