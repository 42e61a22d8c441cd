import { redirect } from "@remix-run/node";
import { guarded } from "~/domain/accounts/guarded.server";
import { endSharedEnrolment } from "~/domain/learners/end-shared-enrolment.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { NotFound } from "~/platform/errors";
import { isUuid } from "~/platform/uuid";

/** A press beside a school; the page itself is the learner's record. */
export const loader = guarded(learnersPolicy.startEnrolment, async ({ params }) =>
  redirect(learnersPaths.record(params.id ?? "")),
);

export const action = guarded(learnersPolicy.startEnrolment, async ({ actor, clock, params }) => {
  const { id: learnerId = "", enrolmentId = "" } = params;
  if (!isUuid(learnerId) || !isUuid(enrolmentId)) throw new NotFound("There is no such school.");
  await endSharedEnrolment(actor, { learnerId, enrolmentId }, clock);
  return redirect(learnersPaths.record(learnerId));
});
