import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import type { Actor } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { dayOf, toDateColumn } from "~/platform/format";
import { type GuestRole, guestRoles } from "./accounts.words";
import { addRole } from "./internal/add-role.server";
import { personAt } from "./internal/person-at.server";

const dayMs = 24 * 60 * 60 * 1000;

/** Somebody of a school in another authority, as they are let in. */
export type Guest = { name: string; email: string; role: GuestRole; schoolId: string };

/**
 * Gives somebody a role at a school of another authority, in a transaction that also says for whom: by itself such a role
 * shows no learner. Held there already, it stays. Gives the person's id.
 */
export async function letGuestIn(tx: Tx, actor: Actor, guest: Guest, at: Date): Promise<string> {
  const { role, schoolId } = guest;
  const { id: personId, isNew } = await personAt(tx, guest, at);
  const place = { schoolId, areaId: null };
  const membershipId = await addRole(tx, { personId, role, ...place, isDepute: false, from: dayOf(at) });
  if (membershipId)
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "person.invited",
      subject: { kind: "person", id: personId },
      detail: { membershipId, role, ...place, isDepute: false, isNew, isGuest: true },
    });
  return personId;
}

/** Ends somebody's roles at a school from today and signs them out: they were let in there for a learner, and are not any more. */
export async function endGuestRoles(
  tx: Tx,
  actor: Actor,
  { personId, schoolId }: { personId: string; schoolId: string },
  at: Date,
): Promise<void> {
  const today = toDateColumn(dayOf(at));
  const { count } = await tx.membership.updateMany({
    where: {
      personId,
      schoolId,
      role: { in: [...guestRoles] },
      OR: [{ validTo: null }, { validTo: { gte: today } }],
    },
    data: { validTo: new Date(today.getTime() - dayMs) },
  });
  if (count === 0) return;
  const sessions = await tx.session.deleteMany({ where: { userId: personId } });
  await writeAuditLine(tx, {
    at,
    personId: actor.personId,
    action: "membership.ended",
    subject: { kind: "person", id: personId },
    detail: { schoolId, roles: count, sessionsEnded: sessions.count, isGuest: true },
  });
}
