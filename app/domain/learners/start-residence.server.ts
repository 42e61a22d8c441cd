import { authorityExists } from "~/domain/organisations/organisations.queries.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { Invalid } from "~/platform/errors";
import { toDateColumn } from "~/platform/format";
import { changeLearner } from "./internal/change-learner.server";
import { dayBefore } from "./internal/day-before";
import { learnersPolicy } from "./learners.policy";
import type { StartResidenceInput } from "./learners.schema";

/**
 * Says in which authority a learner lives from a day on; the one before ends the day before. The same twice is one.
 * @throws NotAllowed; NotFound; Invalid for an authority that there is not, or a day before the last change
 */
export function startResidence(actor: Actor, input: StartResidenceInput, clock: Clock): Promise<void> {
  const { learnerId, authorityId } = input;
  return changeLearner(actor, { learnerId, permission: learnersPolicy.changeCare, clock }, async (tx) => {
    if (!(await authorityExists(tx, authorityId))) throw new Invalid("Select the authority", "authorityId");
    const startedOn = toDateColumn(input.startedOn);
    const last = await tx.learnerResidence.findFirst({ where: { learnerId, endedOn: null } });
    if (last?.authorityId === authorityId) return null;
    if (last && startedOn <= last.startedOn)
      throw new Invalid("Must be after the day since when they lived where they lived before", "startedOn");
    if (last)
      await tx.learnerResidence.update({ where: { id: last.id }, data: { endedOn: dayBefore(startedOn) } });
    await tx.learnerResidence.createMany({ data: [{ learnerId, authorityId, startedOn }] });
    return {
      kind: "residence.started",
      summary: "Where the learner lives has changed",
      audience: "virtual_school_only",
      audit: { authorityId, startedOn: input.startedOn },
    };
  });
}
