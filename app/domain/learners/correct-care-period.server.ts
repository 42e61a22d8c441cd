import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { NotFound } from "~/platform/errors";
import { dayOf, toDateColumn } from "~/platform/format";
import type { CorrectCarePeriodInput } from "./care.schema";
import { changeLearner } from "./internal/change-learner.server";
import { checkCare, refuseOverlaps } from "./internal/check-care.server";
import { changedFields, refuseStale } from "./internal/refuse-stale";
import { learnersPolicy } from "./learners.policy";
import { learnersWords } from "./learners.words";

const valuesOf = (input: CorrectCarePeriodInput) => ({
  category: input.category,
  startedOn: toDateColumn(input.startedOn),
  endedOn: input.endedOn ? toDateColumn(input.endedOn) : null,
  legalBasis: input.legalBasis ?? null,
  homeAuthorityId: input.homeAuthorityId,
  source: input.source,
});

/**
 * Records a care period as it was, or its last day. Whoever verified it did not verify what it says now, so that is asked
 * again with each correction.
 * @throws NotAllowed; NotFound; Invalid for days that overlap; Conflict when somebody corrected it meanwhile
 */
export function correctCarePeriod(actor: Actor, input: CorrectCarePeriodInput, clock: Clock): Promise<void> {
  const { learnerId, periodId: id, version: read, isVerified } = input;
  return changeLearner(
    actor,
    { learnerId, permission: learnersPolicy.changeCare, clock },
    async (tx, _, at) => {
      const today = dayOf(at);
      const periods = await tx.carePeriod.findMany({ where: { learnerId } });
      const now = periods.find((period) => period.id === id);
      if (!now) throw new NotFound("There is no such care period.", { periodId: id });
      await checkCare(tx, input, today, now.category);
      const values = valuesOf(input);
      const changed = changedFields(now, values);
      if (changed.length === 0 && isVerified === (now.verifiedById !== null)) return null;
      refuseStale(
        { onRecord: now.version, read },
        changed.map((name) => learnersWords[name].label),
      );
      const others = periods.filter((period) => period.id !== id);
      await refuseOverlaps(tx, values, others, today);
      const verified = isVerified
        ? { verifiedById: actor.personId, verifiedOn: toDateColumn(today) }
        : { verifiedById: null, verifiedOn: null };
      await tx.carePeriod.update({ where: { id }, data: { ...values, ...verified, version: read + 1 } });
      return {
        kind: "care_period.corrected",
        summary: "Care experience corrected",
        audience: "virtual_school_only",
        audit: { periodId: id, fields: changed.join(" "), isVerified },
      };
    },
  );
}
