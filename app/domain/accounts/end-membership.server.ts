import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Conflict, NotAllowed, NotFound } from "~/platform/errors";
import { dayOf, toDateColumn } from "~/platform/format";
import { accountsPolicy } from "./accounts.policy";
import type { EndMembershipInput } from "./accounts.schema";

const dayMs = 24 * 60 * 60 * 1000;

/** Without an administrator nobody could let people in again. */
async function refuseLastAdministrator(tx: Tx, membershipId: string, today: Date): Promise<void> {
  // Two administrators who end each other's role at the same moment: the second waits, and is the last one.
  await tx.$queryRaw`SELECT id FROM membership WHERE role = 'administrator' ORDER BY id FOR UPDATE`;
  const others = await tx.membership.count({
    where: {
      role: "administrator",
      id: { not: membershipId },
      validFrom: { lte: today },
      OR: [{ validTo: null }, { validTo: { gte: today } }],
    },
  });
  if (others === 0)
    throw new Conflict("This is the last administrator. Invite another one first.", { membershipId });
}

/**
 * Ends a role from today. The person is signed out everywhere in the same moment, and signs in again with what roles
 * they still hold. Gives the person's id.
 * @throws NotAllowed; NotFound; Conflict when the role has ended already or nobody could invite people any more
 */
export function endMembership(
  actor: Actor,
  { membershipId }: EndMembershipInput,
  clock: Clock,
): Promise<string> {
  return asActor(actor, async (tx) => {
    if (!may(actor, accountsPolicy.endMembership))
      throw new NotAllowed("Only an administrator can end a role.");
    const at = clock.now();
    const today = toDateColumn(dayOf(at));
    const membership = await tx.membership.findUnique({
      where: { id: membershipId },
      select: { personId: true, role: true, schoolId: true, areaId: true, validTo: true },
    });
    if (!membership) throw new NotFound("There is no such role.", { membershipId });
    const { personId, validTo, ...held } = membership;
    if (held.role === "administrator") await refuseLastAdministrator(tx, membershipId, today);
    const { count } = await tx.membership.updateMany({
      where: { id: membershipId, OR: [{ validTo: null }, { validTo: { gte: today } }] },
      data: { validTo: new Date(today.getTime() - dayMs) },
    });
    if (count === 0) throw new Conflict("This role has ended already.", { membershipId });
    const sessions = await tx.session.deleteMany({ where: { userId: personId } });
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "membership.ended",
      subject: { kind: "person", id: personId },
      detail: { membershipId, ...held, sessionsEnded: sessions.count },
    });
    return personId;
  });
}
