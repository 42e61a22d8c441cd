import { randomUUID } from "node:crypto";
import type { Role } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { toDateColumn } from "~/platform/format";

/** Somebody with a role at a school; made when nobody has the address. */
export type StaffRow = {
  email: string;
  name: string;
  phone: string | null;
  role: Role;
  schoolId: string;
  isDepute: boolean;
};

/**
 * Lets people in with a role at a school from a day on ("2026-11-22"), each role checked by the caller not to be held yet.
 * The name and number of somebody who is here already stay theirs. For imports: the caller acts for an administrator and
 * writes the audit line. Gives the ids of the memberships.
 */
export async function saveStaff(
  tx: Tx,
  rows: readonly StaffRow[],
  { at, from }: { at: Date; from: string },
): Promise<string[]> {
  await tx.person.createMany({
    data: rows.map(({ email, name, phone }) => ({
      ...{ id: randomUUID(), email, name, phone },
      createdAt: at,
      updatedAt: at,
    })),
    skipDuplicates: true,
  });
  const people = await tx.person.findMany({
    where: { email: { in: rows.map(({ email }) => email) } },
    select: { id: true, email: true },
  });
  const ids = new Map(people.map(({ id, email }) => [email, id]));
  const given = rows.flatMap(({ email, role, schoolId, isDepute }) => {
    const personId = ids.get(email);
    const id = randomUUID();
    return personId ? [{ id, personId, role, schoolId, isDepute, validFrom: toDateColumn(from) }] : [];
  });
  await tx.membership.createMany({ data: given });
  return given.map(({ id }) => id);
}
