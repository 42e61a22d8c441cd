import { redirect } from "@remix-run/node";
import { guarded } from "~/domain/accounts/guarded.server";
import { endHostInvitation } from "~/domain/learners/end-host-invitation.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { NotFound } from "~/platform/errors";
import { isUuid } from "~/platform/uuid";

/** A press beside somebody the learner is shared with; the page itself is the learner's record. */
export const loader = guarded(learnersPolicy.share, async ({ params }) =>
  redirect(learnersPaths.record(params.id ?? "")),
);

export const action = guarded(learnersPolicy.share, async ({ actor, clock, params }) => {
  const { id: learnerId = "", invitationId = "" } = params;
  if (!isUuid(learnerId) || !isUuid(invitationId)) throw new NotFound("There is no such invitation.");
  await endHostInvitation(actor, { learnerId, invitationId }, clock);
  return redirect(learnersPaths.record(learnerId));
});
