import { redirect } from "@remix-run/node";
import { guarded } from "~/domain/accounts/guarded.server";
import { endCaseload } from "~/domain/learners/end-caseload.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { NotFound } from "~/platform/errors";
import { isUuid } from "~/platform/uuid";

/** A press beside a teacher, or beside a learner on a caseload. */
export const loader = guarded(learnersPolicy.startCaseload, async ({ params }) =>
  redirect(learnersPaths.record(params.id ?? "")),
);

export const action = guarded(learnersPolicy.startCaseload, async ({ actor, clock, request, params }) => {
  const { id: learnerId = "", caseloadId = "" } = params;
  if (!isUuid(learnerId) || !isUuid(caseloadId)) throw new NotFound("There is no such entry.");
  await endCaseload(actor, { learnerId, caseloadId }, clock);
  const isFromCaseload = (await request.formData()).has("from");
  return redirect(isFromCaseload ? learnersPaths.caseloads() : learnersPaths.record(learnerId));
});
