import type { Tx } from "~/platform/database.server";
import { hostInvitationsOf, hostSchoolsOf } from "./host-invitations.queries.server";
import { relationsOf } from "./learner-relations.queries.server";

/** Whom a learner's record, or a part of it, is shared with on a day ("2026-11-22"). */
export async function sharedWith(tx: Tx, learnerId: string, day: string) {
  return {
    invitations: await hostInvitationsOf(tx, learnerId, day),
    relations: await relationsOf(tx, learnerId, day),
    hasHostSchool: (await hostSchoolsOf(tx, learnerId, day)).length > 0,
  };
}
