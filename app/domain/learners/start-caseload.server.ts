import { peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { Invalid } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { addToCaseload } from "./add-to-caseload.server";
import { changeLearner } from "./internal/change-learner.server";
import { learnersPolicy } from "./learners.policy";
import type { StartCaseloadInput } from "./learners.schema";

/**
 * Puts a learner on a Virtual School teacher's caseload from today, unless they are on it.
 * @throws NotAllowed; NotFound; Invalid for somebody who is no Virtual School teacher now
 */
export function startCaseload(actor: Actor, input: StartCaseloadInput, clock: Clock): Promise<void> {
  const { learnerId, personId } = input;
  return changeLearner(
    actor,
    { learnerId, permission: learnersPolicy.startCaseload, clock },
    async (tx, _learner, at) => {
      const day = dayOf(at);
      const teachers = await peopleWithRole(tx, ["vs_teacher"], { day });
      const teacher = teachers.find((person) => person.personId === personId);
      if (!teacher) throw new Invalid("Select a Virtual School teacher", "personId", { personId });
      if (!(await addToCaseload(tx, { learnerId, personId, day }))) return null;
      return {
        kind: "caseload.started",
        summary: `${teacher.name} works with the learner from now on`,
        audience: "school_and_virtual_school",
        audit: { personId },
      };
    },
  );
}
