import type { z } from "zod";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { Conflict, Invalid } from "~/platform/errors";
import { dayOf, formatDay, toDateColumn } from "~/platform/format";
import { exclusionsPolicy } from "./exclusions.policy";
import type { removeFromRegisterSchema } from "./exclusions.schema";
import { changeExclusion } from "./internal/change-exclusion.server";

/**
 * Puts on record that an excluded learner is removed from the register: the child does not come back to this school, and
 * nothing about a return is owed. What the law asks after the decision is still counted from the first decision.
 * @throws Invalid for a day that cannot be; Conflict when it is on record already
 */
export function removeFromRegister(
  actor: Actor,
  input: z.output<typeof removeFromRegisterSchema>,
  clock: Clock,
) {
  const { exclusionId, removedOn, why } = input;
  const request = { exclusionId, permission: exclusionsPolicy.removeFromRegister, clock };
  return changeExclusion(actor, request, async (tx, exclusion, at) => {
    if (exclusion.kind !== "temporary")
      throw new Conflict("The learner is removed from the register already.", { exclusionId });
    if (removedOn < exclusion.decidedOn || removedOn > dayOf(at)) {
      throw new Invalid(
        `Day must be from ${formatDay(exclusion.decidedOn)}, the day of the decision, to today`,
        "removedOn",
      );
    }
    await tx.exclusion.update({
      where: { id: exclusionId },
      data: {
        kind: "removed_from_register",
        openings: null,
        returnDueOn: null,
        removedOn: toDateColumn(removedOn),
        removedWhy: why,
      },
      select: { id: true },
    });
    return {
      event: {
        kind: "exclusion.removed_from_register",
        summary: `Removed from the register, ${formatDay(removedOn)}`,
        detail: why,
      },
      audit: { removedOn },
    };
  });
}
