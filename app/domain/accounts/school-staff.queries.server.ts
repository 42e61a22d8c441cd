import { schoolPlaces } from "~/domain/organisations/organisations.queries.server";
import type { Role } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { heldOn } from "./internal/held-on";

/** Somebody with the roles they hold at a school. */
export type StaffMember = { personId: string; name: string; held: { role: Role; isDepute: boolean }[] };

/** Who holds one of the roles at each school on a day ("2026-11-22"), by name; schools with nobody are left out. One query. */
export async function staffOfSchools(
  tx: Tx,
  roles: readonly Role[],
  day: string,
): Promise<Map<string, StaffMember[]>> {
  const held = await tx.membership.findMany({
    where: { role: { in: [...roles] }, schoolId: { not: null }, ...heldOn(day) },
    orderBy: [{ role: "asc" }, { isDepute: "asc" }, { person: { name: "asc" } }],
    select: { schoolId: true, role: true, isDepute: true, person: { select: { id: true, name: true } } },
  });
  const staff = new Map<string, StaffMember[]>();
  for (const { schoolId, role, isDepute, person } of held) {
    if (!schoolId) continue;
    const members = staff.get(schoolId) ?? [];
    const known = members.find(({ personId }) => personId === person.id);
    if (known) known.held.push({ role: role as Role, isDepute });
    else members.push({ personId: person.id, name: person.name, held: [{ role: role as Role, isDepute }] });
    staff.set(schoolId, members);
  }
  return staff;
}

/** How many open schools have nobody in one of the roles on a day. */
export async function countSchoolsWithNobody(tx: Tx, roles: readonly Role[], day: string): Promise<number> {
  const staff = await staffOfSchools(tx, roles, day);
  return (await schoolPlaces(tx)).filter(({ id }) => !staff.has(id)).length;
}
