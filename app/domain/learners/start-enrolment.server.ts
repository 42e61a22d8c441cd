import { schoolById } from "~/domain/organisations/organisations.queries.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { toDateColumn } from "~/platform/format";
import { changeLearner, type LockedLearner } from "./internal/change-learner.server";
import { dayBefore } from "./internal/day-before";
import { learnersPolicy } from "./learners.policy";
import type { StartEnrolmentInput } from "./learners.schema";

/** At most one main school at a time: the one before ends the day before. */
async function endMainSchool(tx: Tx, { main }: LockedLearner, startedOn: Date): Promise<void> {
  if (startedOn <= main.startedOn)
    throw new Invalid("First day must be after the first day at the school before", "startedOn");
  const open = { id: main.id, OR: [{ endedOn: null }, { endedOn: { gte: startedOn } }] };
  await tx.schoolEnrolment.updateMany({ where: open, data: { endedOn: dayBefore(startedOn) } });
}

/**
 * Puts a learner on a school's roll from a day on. A main enrolment ends the main one before; a shared one is beside it.
 * A school at which they are enrolled that way already is left as it is.
 * @throws NotAllowed; NotFound; Invalid for a school that does not exist, or a day before the last change of school
 */
export function startEnrolment(actor: Actor, input: StartEnrolmentInput, clock: Clock): Promise<void> {
  const { learnerId, schoolId, kind } = input;
  return changeLearner(
    actor,
    { learnerId, permission: learnersPolicy.startEnrolment, clock },
    async (tx, learner) => {
      if (!(await schoolById(tx, schoolId)))
        throw new Invalid("Select their school", "schoolId", { schoolId });
      const isEnrolled = await tx.schoolEnrolment.count({
        where: { learnerId, schoolId, kind, endedOn: null },
      });
      if (isEnrolled > 0) return null;
      const startedOn = toDateColumn(input.startedOn);
      if (kind === "main") await endMainSchool(tx, learner, startedOn);
      await tx.schoolEnrolment.createMany({ data: [{ learnerId, schoolId, kind, startedOn }] });
      const summary =
        kind === "main" ? "On the roll of this school from now on" : "Shares time at this school from now on";
      return {
        kind: "enrolment.started",
        summary,
        audience: "school_and_virtual_school",
        schoolId,
        audit: { schoolId, kind, startedOn: input.startedOn },
      };
    },
  );
}
