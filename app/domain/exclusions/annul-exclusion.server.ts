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

/** Nothing was lost where nothing happened; what a child lost before an appeal was heard stays lost. */
async function endTimeOut(tx: Tx, { exclusionId, cause, annulledOn }: Input, at: Date) {
  const standing = { exclusionId, withdrawnAt: null };
  const withdrawn = { withdrawnAt: at, withdrawnWhy: annulmentCauseLabels[cause] };
  if (cause === "mistake") {
    await tx.timeOut.updateMany({ where: standing, data: withdrawn });
    return;
  }
  const day = toDateColumn(annulledOn);
  await tx.timeOut.updateMany({ where: { ...standing, startsOn: { gt: day } }, data: withdrawn });
  const until = { endsOn: day, endsAt: "afternoon" };
  await tx.timeOut.updateMany({ where: { ...standing, endsOn: { gt: day } }, data: until });
}

/**
 * Annuls an exclusion, after an appeal or because it was recorded by mistake: it stays on record, owes nothing and is no
 * exclusion any more. Half days lost until an appeal annulled it stay lost. Another one may be recorded in its place.
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
    await endTimeOut(tx, input, at);
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
