import { randomUUID } from "node:crypto";
import type { Role } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { toDateColumn } from "~/platform/format";
import { lockPerson } from "../lock-person.server";

/** A role from a day on. Null where the role is not held at a place of that kind. */
export type NewRole = {
  personId: string;
  role: Role;
  schoolId: string | null;
  areaId: string | null;
  isDepute: boolean;
  /** "2026-11-22" */
  from: string;
};

/** Gives somebody a role, unless they hold it there already; null then, else the new membership's id. */
export async function addRole(tx: Tx, { from, ...held }: NewRole): Promise<string | null> {
  // One form sent twice: the second waits here and then finds the role held.
  await lockPerson(tx, held.personId);
  const day = toDateColumn(from);
  const isHeld = await tx.membership.count({
    where: { ...held, OR: [{ validTo: null }, { validTo: { gte: day } }] },
  });
  if (isHeld > 0) return null;
  const id = randomUUID();
  await tx.membership.createMany({ data: [{ ...held, id, validFrom: day }] });
  return id;
}
