import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { dayOf, toDateColumn } from "~/platform/format";
import type { AddCarePeriodInput } from "./care.schema";
import { changeLearner } from "./internal/change-learner.server";
import { checkCare, refuseOverlaps } from "./internal/check-care.server";
import { dayBefore } from "./internal/day-before";
import { endsWith, type Period } from "./internal/overlaps";
import { learnersPolicy } from "./learners.policy";

/** Ends what the new period ends; gives the periods as they are then. */
async function endBefore(tx: Tx, learnerId: string, period: Period): Promise<Period[]> {
  const all = await tx.carePeriod.findMany({
    where: { learnerId },
    select: { id: true, category: true, startedOn: true, endedOn: true },
  });
  const endedOn = dayBefore(period.startedOn);
  const ended = all.filter((other) => endsWith(period, other));
  await tx.carePeriod.updateMany({
    where: { id: { in: ended.map(({ id }) => id) } },
    data: { endedOn, version: { increment: 1 } },
  });
  return all.map((other) => (ended.includes(other) ? { ...other, endedOn } : other));
}

/**
 * Records one way of being looked after. One that lasts ends the one before on the day before; the same one twice is one.
 * @throws NotAllowed; NotFound; Invalid for days that overlap, or a category or authority that there is not
 */
export function addCarePeriod(actor: Actor, input: AddCarePeriodInput, clock: Clock): Promise<void> {
  const { learnerId, category, homeAuthorityId, source, legalBasis = null, isVerified } = input;
  return changeLearner(
    actor,
    { learnerId, permission: learnersPolicy.changeCare, clock },
    async (tx, _, at) => {
      const today = dayOf(at);
      await checkCare(tx, input, today);
      const startedOn = toDateColumn(input.startedOn);
      const endedOn = input.endedOn ? toDateColumn(input.endedOn) : null;
      if ((await tx.carePeriod.count({ where: { learnerId, category, startedOn } })) > 0) return null;
      const period = { category, startedOn, endedOn };
      await refuseOverlaps(tx, period, await endBefore(tx, learnerId, period), today);
      const verified = isVerified
        ? { verifiedById: actor.personId, verifiedOn: toDateColumn(today) }
        : { verifiedById: null, verifiedOn: null };
      await tx.carePeriod.createMany({
        data: [{ learnerId, ...period, legalBasis, homeAuthorityId, source, ...verified }],
      });
      return {
        kind: "care_period.added",
        summary: "Care experience updated",
        audience: "virtual_school_only",
        audit: { startedOn: input.startedOn, homeAuthorityId, isVerified },
      };
    },
  );
}
