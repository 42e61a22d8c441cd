import { endGuestRoles } from "~/domain/accounts/guest-role.server";
import { lockPerson } from "~/domain/accounts/lock-person.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { changeLearner } from "./internal/change-learner.server";
import { learnersPolicy } from "./learners.policy";

/**
 * Takes an invitation back at once. Whoever was let in for nobody else there loses the role, and is signed out.
 * @throws NotAllowed; NotFound
 */
export function endHostInvitation(
  actor: Actor,
  { learnerId, invitationId: id }: { learnerId: string; invitationId: string },
  clock: Clock,
): Promise<void> {
  const request = { learnerId, permission: learnersPolicy.share, clock };
  return changeLearner(actor, request, async (tx, _, at) => {
    const where = { id, learnerId, endedAt: null };
    const open = await tx.hostInvitation.findFirst({ where, select: { personId: true, schoolId: true } });
    if (!open) return null;
    // Somebody who lets them in for another learner now is waited for, or waits here and gives the role again.
    await lockPerson(tx, open.personId);
    await tx.hostInvitation.updateMany({ where, data: { endedById: actor.personId, endedAt: at } });
    const others = await tx.hostInvitation.count({ where: { ...open, endedAt: null } });
    if (others === 0) await endGuestRoles(tx, actor, open, at);
    return {
      kind: "host.invitation_ended",
      summary: "No longer shared with one person of this school",
      audience: "school_and_virtual_school",
      schoolId: open.schoolId,
      audit: { invitationId: id, ...open },
    };
  });
}
