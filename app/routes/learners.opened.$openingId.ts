import { redirect } from "@remix-run/node";
import { guarded } from "~/domain/accounts/guarded.server";
import { learnersPaths } from "~/domain/learners/learners.paths";
import { learnersPolicy } from "~/domain/learners/learners.policy";
import { settleOpeningSchema } from "~/domain/learners/opened-record.schema";
import { settleOpening } from "~/domain/learners/settle-opening.server";
import { type Actor, may } from "~/platform/actor";
import { Invalid } from "~/platform/errors";

/** The head teacher goes back to the list; whoever closed a record goes to their learners, for it is closed. */
const backFor = (actor: Actor) =>
  redirect(may(actor, learnersPolicy.seeOpenings) ? learnersPaths.openings() : learnersPaths.list());

/** A press beside an opened record; nothing to see here. */
export const loader = guarded(learnersPolicy.closeRecord, async ({ actor }) => backFor(actor));

export const action = guarded(learnersPolicy.closeRecord, async ({ actor, clock, request, params }) => {
  const form = await request.formData();
  const sent = settleOpeningSchema.safeParse({ openingId: params.openingId, press: form.get("press") });
  if (!sent.success) throw new Invalid("Select what to do.");
  await settleOpening(actor, sent.data, clock);
  return backFor(actor);
});
