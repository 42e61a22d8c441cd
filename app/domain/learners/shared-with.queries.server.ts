import type { RowsOf } from "~/platform/database.server";
import { hostSchoolsRead, invitationsIn, invitationsRead } from "./host-invitations.queries.server";
import { relationsRead } from "./learner-relations.queries.server";

/** Whom a learner's record, or a part of it, is shared with on a day ("2026-11-22"). */
export const sharedWithReads = (learnerId: string, day: string) => ({
  invitations: invitationsRead(learnerId, day),
  relations: relationsRead(learnerId, day),
  hostSchools: hostSchoolsRead(learnerId, day),
});

export const sharedWithIn = (found: RowsOf<ReturnType<typeof sharedWithReads>>) => ({
  invitations: invitationsIn(found.invitations),
  relations: found.relations,
  hasHostSchool: found.hostSchools.length > 0,
});
