import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { dayOf, toDateColumn } from "~/platform/format";
import { changeLearner } from "./internal/change-learner.server";
import { dayBefore } from "./internal/day-before";
import { learnersPolicy } from "./learners.policy";

/**
 * Takes a learner off a Virtual School teacher's caseload, at once: yesterday was the last day. What the teacher opened
 * of the learner with a reason is closed with it.
 * @throws NotAllowed; NotFound
 */
export function endCaseload(
  actor: Actor,
  { learnerId, caseloadId: id }: { learnerId: string; caseloadId: string },
  clock: Clock,
): Promise<void> {
  const request = { learnerId, permission: learnersPolicy.startCaseload, clock };
  return changeLearner(actor, request, async (tx, _, at) => {
    const today = toDateColumn(dayOf(at));
    const running = { learnerId, OR: [{ endedOn: null }, { endedOn: { gte: today } }] };
    const entry = await tx.caseload.findFirst({ where: { id, ...running }, select: { personId: true } });
    if (!entry) return null;
    // All that run: two records that were made one may each have brought one.
    const where = { personId: entry.personId, startedOn: { lte: today }, ...running };
    await tx.caseload.updateMany({ where, data: { endedOn: dayBefore(today) } });
    const [openings] = await tx.$queryRaw<{ closed: number }[]>`
      SELECT app.close_openings(${learnerId}::uuid, ${entry.personId}::uuid, ${at}::timestamptz) AS closed`;
    return {
      kind: "caseload.ended",
      summary: "A Virtual School Teacher does not work with the learner any more",
      audience: "school_and_virtual_school",
      audit: { ...entry, openingsClosed: openings?.closed ?? 0 },
    };
  });
}
