import type { z } from "zod";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { Conflict } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { notYetClosable } from "./due-words";
import { exclusionsPolicy } from "./exclusions.policy";
import { dutiesOfExclusion } from "./exclusions.queries.server";
import type { closeExclusionSchema } from "./exclusions.schema";
import { changeExclusion } from "./internal/change-exclusion.server";

/**
 * Closes the record: nothing is chased any more. "None so far" keeps it open until the child is back.
 * @throws Conflict naming what is still due
 */
export function closeExclusion(actor: Actor, input: z.output<typeof closeExclusionSchema>, clock: Clock) {
  const { exclusionId } = input;
  const request = { exclusionId, permission: exclusionsPolicy.close, clock };
  return changeExclusion(actor, request, async (tx, _exclusion, at) => {
    const refused = notYetClosable(await dutiesOfExclusion(tx, exclusionId, dayOf(at)), dayOf(at));
    if (refused) throw new Conflict(refused, { exclusionId });
    await tx.exclusion.update({
      where: { id: exclusionId },
      data: { closedAt: at },
      select: { id: true },
    });
    return { event: { kind: "exclusion.closed", summary: "Exclusion closed" } };
  });
}
