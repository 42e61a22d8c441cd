import { authorityExists } from "~/domain/organisations/organisations.queries.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { Invalid } from "~/platform/errors";
import { toDateColumn } from "~/platform/format";
import { changeLearner } from "./internal/change-learner.server";
import { dayBefore } from "./internal/day-before";
import { learnersPolicy } from "./learners.policy";
import type { AddCarePeriodInput } from "./learners.schema";

/**
 * Records that a learner is looked after in another way from a day on. The period before ends the day before; the same
 * period twice is one.
 * @throws NotAllowed; NotFound; Invalid for a day before the last change, or an authority that does not exist
 */
export function addCarePeriod(actor: Actor, input: AddCarePeriodInput, clock: Clock): Promise<void> {
  const { learnerId, category, homeAuthorityId, source, legalBasis = null } = input;
  return changeLearner(actor, { learnerId, permission: learnersPolicy.addCarePeriod, clock }, async (tx) => {
    if (!(await authorityExists(tx, homeAuthorityId)))
      throw new Invalid("Select the home authority", "homeAuthorityId");
    const startedOn = toDateColumn(input.startedOn);
    const columns = { id: true, category: true, startedOn: true, endedOn: true } as const;
    const last = await tx.carePeriod.findFirst({
      where: { learnerId },
      orderBy: { startedOn: "desc" },
      select: columns,
    });
    if (last && startedOn.getTime() === last.startedOn.getTime() && category === last.category) return null;
    if (last && startedOn <= last.startedOn)
      throw new Invalid("Must be after the start of the care period before", "startedOn");
    if (last && (!last.endedOn || last.endedOn >= startedOn)) {
      await tx.carePeriod.updateMany({ where: { id: last.id }, data: { endedOn: dayBefore(startedOn) } });
    }
    await tx.carePeriod.createMany({
      data: [{ learnerId, category, startedOn, legalBasis, homeAuthorityId, source }],
    });
    return {
      kind: "care_period.added",
      summary: "Care experience updated",
      audience: "virtual_school_only",
      audit: { category, startedOn: input.startedOn, homeAuthorityId },
    };
  });
}
