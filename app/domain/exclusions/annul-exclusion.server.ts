import type { z } from "zod";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { dayOf, formatDay, toDateColumn } from "~/platform/format";
import { exclusionsPolicy } from "./exclusions.policy";
import type { annulExclusionSchema } from "./exclusions.schema";
import { annulmentCauseLabels } from "./exclusions.words";
import { changeExclusion } from "./internal/change-exclusion.server";

type Input = z.output<typeof annulExclusionSchema>;

/** The appeal's end, on record beside its begin. */
async function addAppealStep(tx: Tx, { exclusionId, annulledOn, why }: Input, actor: Actor, at: Date) {
  const lodged = await tx.exclusionStep.count({ where: { exclusionId, kind: "appeal_lodged" } });
  if (lodged === 0) throw new Invalid("Record first that an appeal was lodged", "cause");
  await tx.exclusionStep.createMany({
    data: [
      {
        id: crypto.randomUUID(),
        exclusionId,
        kind: "appeal_annulled",
        happenedOn: toDateColumn(annulledOn),
        byName: actor.name,
        words: why,
        recordedById: actor.personId,
        recordedAt: at,
      },
    ],
  });
}

/**
 * Annuls an exclusion, after an appeal or because it was recorded by mistake: it stays on record, owes nothing and counts
 * for nothing, its time out of school included. Another one may be recorded in its place.
 * @throws Invalid for a day that cannot be, or an appeal that is not on record
 */
export function annulExclusion(actor: Actor, input: Input, clock: Clock) {
  const { exclusionId, cause, annulledOn, why } = input;
  const request = { exclusionId, permission: exclusionsPolicy.annul, clock, isForAppeal: true };
  return changeExclusion(actor, request, async (tx, exclusion, at) => {
    if (annulledOn < exclusion.decidedOn || annulledOn > dayOf(at)) {
      throw new Invalid(
        `Day must be from ${formatDay(exclusion.decidedOn)}, the day of the decision, to today`,
        "annulledOn",
      );
    }
    if (cause === "appeal") await addAppealStep(tx, input, actor, at);
    await tx.exclusion.update({
      where: { id: exclusionId },
      data: { annulledAt: at, annulledWhy: why },
      select: { id: true },
    });
    await tx.timeOut.updateMany({
      where: { exclusionId, withdrawnAt: null },
      data: { withdrawnAt: at, withdrawnWhy: annulmentCauseLabels[cause] },
    });
    return {
      event: {
        kind: "exclusion.annulled",
        summary: `Exclusion annulled on ${formatDay(annulledOn)}: ${annulmentCauseLabels[cause].toLowerCase()}`,
        detail: why,
      },
      audit: { cause, annulledOn },
    };
  });
}
