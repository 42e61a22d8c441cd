import { redirect } from "@remix-run/node";
import { guarded } from "~/domain/accounts/guarded.server";
import { endScope } from "~/domain/learners/end-scope.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { NotFound } from "~/platform/errors";
import { isUuid } from "~/platform/uuid";

/** A press beside a scope; the page itself is the learner's record. */
export const loader = guarded(learnersPolicy.changeCare, async ({ params }) =>
  redirect(learnersPaths.record(params.id ?? "")),
);

export const action = guarded(learnersPolicy.changeCare, async ({ actor, clock, params }) => {
  const { id: learnerId = "", scopeId = "" } = params;
  if (!isUuid(learnerId) || !isUuid(scopeId)) throw new NotFound("There is no such entry.");
  await endScope(actor, { learnerId, scopeId }, clock);
  return redirect(learnersPaths.record(learnerId));
});
