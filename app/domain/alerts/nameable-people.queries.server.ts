import { type Address, peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { schoolPeople } from "~/domain/learners/school-people.server";
import type { Tx } from "~/platform/database.server";
import { alertsPolicy } from "./alerts.policy";

/** Who can be named for an action, by name: the school's own people, and those of the Virtual School. */
export type NameablePeople = { school: Address[]; virtualSchool: Address[] };

/** People with a role on the day ("2026-11-22"), at this school as far as they may know of the learner, or at the Virtual School. */
export async function nameablePeople(
  tx: Tx,
  at: { schoolId: string; learnerId: string | null; day: string },
): Promise<NameablePeople> {
  const school = await schoolPeople(tx, alertsPolicy.raise.roles, at);
  const virtualSchool = await peopleWithRole(tx, alertsPolicy.followUp.roles, { day: at.day });
  return { school, virtualSchool };
}
