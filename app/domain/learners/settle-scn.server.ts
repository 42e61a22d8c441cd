import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { Conflict } from "~/platform/errors";
import type { SettleScnInput } from "./duplicates.schema";
import { changeLearner } from "./internal/change-learner.server";
import { scnHolder } from "./internal/claim-scn.server";
import { learnersPolicy } from "./learners.policy";

/**
 * Takes over an SCN that was typed by somebody who does not see every learner, or drops it. Gives the id of another
 * learner who has it: then nothing is taken over, for the two are likely one. Settled already, nothing changes.
 * @throws NotAllowed; NotFound; Conflict when another SCN was typed since
 */
export async function settleScn(
  actor: Actor,
  { learnerId, scn, press }: SettleScnInput,
  clock: Clock,
): Promise<string | null> {
  let heldBy: string | null = null;
  await changeLearner(actor, { learnerId, permission: learnersPolicy.setScn, clock }, async (tx) => {
    const where = { id: learnerId };
    const { scnToCheck } = await tx.learner.findUniqueOrThrow({ where, select: { scnToCheck: true } });
    if (scnToCheck === null) return null;
    if (scnToCheck !== scn)
      throw new Conflict("Another SCN was typed for this learner meanwhile. Look again.");
    const isTaken = press === "take_over";
    if (isTaken) heldBy = await scnHolder(tx, scn, learnerId);
    if (heldBy) return null;
    const values = isTaken ? { scn, scnToCheck: null } : { scnToCheck: null };
    await tx.learner.update({ where, data: { ...values, version: { increment: 1 } } });
    return {
      kind: "learner_details.changed",
      summary: isTaken ? "SCN checked and taken over" : "SCN to check dropped",
      // Why a number was dropped may be that another learner has it.
      audience: isTaken ? "school_and_virtual_school" : "virtual_school_only",
      audit: { fields: isTaken ? "scn scnToCheck" : "scnToCheck" },
    };
  });
  return heldBy;
}
