import { randomUUID } from "node:crypto";
import { letGuestIn } from "~/domain/accounts/guest-role.server";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { Invalid } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import type { InviteHostInput } from "./host-invitation.schema";
import { hostSchoolsOf } from "./host-invitations.queries.server";
import { changeLearner } from "./internal/change-learner.server";
import { learnersPaths } from "./learners.paths";
import { learnersPolicy } from "./learners.policy";

/**
 * Lets one named person of a school in another authority in, for one learner, while the learner is on the roll there.
 * They see that learner and nobody else. Invited already, they stay invited, and get no second mail.
 * @throws NotAllowed; NotFound; Invalid for a school of our own authority, or one where the learner is not enrolled today
 */
export function inviteHost(actor: Actor, input: InviteHostInput, clock: Clock): Promise<void> {
  const { learnerId, schoolId } = input;
  return changeLearner(
    actor,
    { learnerId, permission: learnersPolicy.share, clock },
    async (tx, _learner, at) => {
      const schools = await hostSchoolsOf(tx, learnerId, dayOf(at));
      if (!schools.some((school) => school.id === schoolId))
        throw new Invalid("Select a school of another authority that they are on the roll of", "schoolId");
      const personId = await letGuestIn(tx, actor, input, at);
      const invitation = { id: randomUUID(), learnerId, personId, schoolId };
      const { count } = await tx.hostInvitation.createMany({
        data: [{ ...invitation, invitedById: actor.personId, invitedAt: at }],
        skipDuplicates: true,
      });
      if (count === 0) return null;
      await queueMail(tx, [
        {
          template: "learners/host-invited",
          to: { personId, address: input.email },
          input: { link: learnersPaths.record(learnerId) },
          about: { kind: "learner", id: learnerId },
          at,
        },
      ]);
      return {
        kind: "host.invited",
        summary: "Shared with one person of this school, as long as the learner is on its roll",
        audience: "school_and_virtual_school",
        schoolId,
        audit: { invitationId: invitation.id, personId, schoolId },
      };
    },
  );
}
