import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { dayOf, toDateColumn } from "~/platform/format";
import { changeLearner } from "./internal/change-learner.server";
import { learnersPolicy } from "./learners.policy";

/**
 * Says that today is the last day of sharing time at a school. A main school ends only by the next one.
 * @throws NotAllowed; NotFound
 */
export function endSharedEnrolment(
  actor: Actor,
  { learnerId, enrolmentId: id }: { learnerId: string; enrolmentId: string },
  clock: Clock,
): Promise<void> {
  const request = { learnerId, permission: learnersPolicy.startEnrolment, clock };
  return changeLearner(actor, request, async (tx, _, at) => {
    const endedOn = toDateColumn(dayOf(at));
    const where = { id, learnerId, kind: "shared", endedOn: null, startedOn: { lte: endedOn } };
    const shared = await tx.schoolEnrolment.findFirst({ where, select: { schoolId: true } });
    if (!shared) return null;
    await tx.schoolEnrolment.update({ where: { id }, data: { endedOn } });
    return {
      kind: "enrolment.ended",
      summary: "Shares no time at this school from tomorrow on",
      audience: "school_and_virtual_school",
      schoolId: shared.schoolId,
      audit: { schoolId: shared.schoolId },
    };
  });
}
