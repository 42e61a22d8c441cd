import { redirect } from "@remix-run/node";
import { guarded } from "~/domain/accounts/guarded.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { unlinkLearners } from "~/domain/learners/unlink-learners.server";
import { NotFound } from "~/platform/errors";
import { isUuid } from "~/platform/uuid";

/** A press beside a brother or sister; the page itself is the learner's record. */
export const loader = guarded(learnersPolicy.link, async ({ params }) =>
  redirect(learnersPaths.record(params.id ?? "")),
);

export const action = guarded(learnersPolicy.link, async ({ actor, clock, params }) => {
  const { id: learnerId = "", linkId = "" } = params;
  if (!isUuid(learnerId) || !isUuid(linkId)) throw new NotFound("There is no such link.");
  await unlinkLearners(actor, { learnerId, linkId }, clock);
  return redirect(learnersPaths.record(learnerId));
});
