import { redirect } from "@remix-run/node";
import { guarded } from "~/domain/accounts/guarded.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { removeList } from "~/domain/learners/remove-list.server";

/** Forgets a list of one's own. */
export const action = guarded(learnersPolicy.see, async ({ actor, clock, params }) => {
  await removeList(actor, { listId: params.listId ?? "" }, clock);
  throw redirect(learnersPaths.savedLists());
});
