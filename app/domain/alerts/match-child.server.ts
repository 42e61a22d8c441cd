import type { z } from "zod";
import { peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { matchToLearner } from "~/domain/chronology/match-to-learner.server";
import { addToCaseload } from "~/domain/learners/add-to-caseload.server";
import { learnersByIds } from "~/domain/learners/learners.queries.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Conflict, Invalid } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import type { matchChildSchema } from "./decide-alert.schema";
import { changeAlert, type LockedAlert } from "./internal/change-alert.server";
import { refuseVerified } from "./internal/unverified";

/** A Virtual School teacher who coordinates sees the learner from now on too. */
async function keepOwnerInSight(
  tx: Tx,
  alert: LockedAlert,
  learner: { id: string; day: string },
): Promise<void> {
  const teachers = await peopleWithRole(tx, ["vs_teacher"], { day: learner.day });
  const owner = teachers.find((teacher) => teacher.personId === alert.ownerId);
  if (owner) await addToCaseload(tx, { learnerId: learner.id, personId: owner.personId, day: learner.day });
}

/**
 * Matches an unverified child to a learner: the alert, its events and its actions become that learner's, and what was
 * typed about the child is deleted.
 * @throws Conflict when the child is known already; Invalid when there is no such learner
 */
export function matchChild(actor: Actor, input: z.infer<typeof matchChildSchema>, clock: Clock) {
  const { alertId, learnerId } = input;
  const request = { alertId, verb: "match_child", clock } as const;
  return changeAlert(actor, request, async (tx, alert, at) => {
    if (alert.learnerId === learnerId) return null;
    refuseVerified(alert);
    if (alert.endReason === "not_for_virtual_school") {
      throw new Conflict(
        "This alert ended as not for the Virtual School. Ask the school to raise it again.",
        { alertId },
      );
    }
    const isKnown = (await learnersByIds(tx, [learnerId])).has(learnerId);
    if (!isKnown) throw new Invalid("Select a learner of the list", "learnerId");
    await matchToLearner(tx, alertId, learnerId);
    await tx.unverifiedChild.deleteMany({ where: { alertId } });
    await keepOwnerInSight(tx, alert, { id: learnerId, day: dayOf(at) });
    return {
      learnerId,
      event: { kind: "child.matched", summary: "The child is matched to a learner in the system" },
      audit: { learnerId },
    };
  });
}
