import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { homeAuthorityId, schoolsByIds } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { dayOf, toDateColumn } from "~/platform/format";
import { schoolIdsOf } from "./learners.queries.server";

/** Schools of other authorities whose roll a learner is on that day ("2026-11-22"), by name. */
export async function hostSchoolsOf(
  tx: Tx,
  learnerId: string,
  day: string,
): Promise<{ id: string; name: string }[]> {
  const ids = (await schoolIdsOf(tx, [learnerId], toDateColumn(day))).get(learnerId) ?? [];
  const schools = await schoolsByIds(tx, ids);
  const home = await homeAuthorityId(tx);
  return [...schools.values()]
    .filter((school) => school.authorityId !== home)
    .map(({ id, name }) => ({ id, name }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** An invitation that was not taken back. It shows the learner while they are on the school's roll: `isRunning`. */
export type HostInvitation = { id: string; name: string; school: string; since: string; isRunning: boolean };

/** Who of schools in other authorities was let in for a learner, in the order they were. */
export async function hostInvitationsOf(tx: Tx, learnerId: string, day: string): Promise<HostInvitation[]> {
  const open = await tx.hostInvitation.findMany({
    where: { learnerId, endedAt: null },
    orderBy: [{ invitedAt: "asc" }, { id: "asc" }],
  });
  if (open.length === 0) return [];
  const names = await namesOf(
    tx,
    open.map(({ personId }) => personId),
  );
  const schools = await schoolsByIds(
    tx,
    open.map(({ schoolId }) => schoolId),
  );
  const enrolledAt = (await schoolIdsOf(tx, [learnerId], toDateColumn(day))).get(learnerId) ?? [];
  return open.map(({ id, personId, schoolId, invitedAt }) => ({
    id,
    name: names.get(personId) ?? "",
    school: schools.get(schoolId)?.name ?? "",
    since: dayOf(invitedAt),
    isRunning: enrolledAt.includes(schoolId),
  }));
}
