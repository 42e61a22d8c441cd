import { redirect } from "@remix-run/node";
import { guarded } from "~/domain/accounts/guarded.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { liftFlag } from "~/domain/learners/lift-flag.server";
import { NotFound } from "~/platform/errors";
import { isUuid } from "~/platform/uuid";

/** A press beside a flag; the page itself is the learner's record. */
export const loader = guarded(learnersPolicy.setFlag, async ({ params }) =>
  redirect(learnersPaths.record(params.id ?? "")),
);

export const action = guarded(learnersPolicy.setFlag, async ({ actor, clock, params }) => {
  const { id: learnerId = "", flagId = "" } = params;
  if (!isUuid(learnerId) || !isUuid(flagId)) throw new NotFound("There is no such flag.");
  await liftFlag(actor, { learnerId, flagId }, clock);
  return redirect(learnersPaths.record(learnerId));
});
