import { readTogether, type Tx } from "~/platform/database.server";
import { hostSchoolsRead, invitationsIn, invitationsRead } from "./host-invitations.queries.server";
import { relationsRead } from "./learner-relations.queries.server";

/** Whom a learner's record, or a part of it, is shared with on a day ("2026-11-22"). One query. */
export async function sharedWith(tx: Tx, learnerId: string, day: string) {
  const { invitations, relations, hostSchools } = await readTogether(tx, {
    invitations: invitationsRead(learnerId, day),
    relations: relationsRead(learnerId, day),
    hostSchools: hostSchoolsRead(learnerId, day),
  });
  return { invitations: invitationsIn(invitations), relations, hasHostSchool: hostSchools.length > 0 };
}
