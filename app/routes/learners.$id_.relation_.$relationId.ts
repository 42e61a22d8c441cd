import { redirect } from "@remix-run/node";
import { guarded } from "~/domain/accounts/guarded.server";
import { endRelation } from "~/domain/learners/end-relation.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { NotFound } from "~/platform/errors";
import { isUuid } from "~/platform/uuid";

/** A press beside somebody who sees a part of the record; the page itself is the learner's record. */
export const loader = guarded(learnersPolicy.share, async ({ params }) =>
  redirect(learnersPaths.record(params.id ?? "")),
);

export const action = guarded(learnersPolicy.share, async ({ actor, clock, params }) => {
  const { id: learnerId = "", relationId = "" } = params;
  if (!isUuid(learnerId) || !isUuid(relationId)) throw new NotFound("There is nobody to end this for.");
  await endRelation(actor, { learnerId, relationId }, clock);
  return redirect(learnersPaths.record(learnerId));
});
