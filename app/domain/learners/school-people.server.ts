import { type Address, peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { homeAuthorityId, schoolById } from "~/domain/organisations/organisations.queries.server";
import type { Role } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";

/**
 * People of a school who may know of a learner, by name: of our own schools everybody with one of the roles that day, of a
 * school in another authority those who were invited for this learner.
 */
export async function schoolPeople(
  tx: Tx,
  roles: readonly Role[],
  of: { day: string; schoolId: string; learnerId: string | null },
): Promise<Address[]> {
  const { day, schoolId, learnerId } = of;
  const people = await peopleWithRole(tx, roles, { day, schoolId });
  if ((await schoolById(tx, schoolId))?.authorityId === (await homeAuthorityId(tx))) return people;
  const invited = await tx.$queryRaw<{ id: string }[]>`
    SELECT app.invited_people(${learnerId}::uuid, ${schoolId}::uuid) AS id`;
  return people.filter(({ personId }) => invited.some(({ id }) => id === personId));
}
