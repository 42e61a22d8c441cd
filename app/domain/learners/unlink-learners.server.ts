import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { changeLearner } from "./internal/change-learner.server";
import { linksOf } from "./internal/pair-of";
import { learnersPolicy } from "./learners.policy";

/**
 * Takes a link between brothers or sisters back, for both. One that was taken back stays so.
 * @throws NotAllowed; NotFound
 */
export function unlinkLearners(
  actor: Actor,
  { learnerId, linkId: id }: { learnerId: string; linkId: string },
  clock: Clock,
): Promise<void> {
  return changeLearner(actor, { learnerId, permission: learnersPolicy.link, clock }, async (tx, _, at) => {
    const link = await tx.learnerLink.findFirst({
      where: { id, ...linksOf(learnerId) },
      select: { lowerId: true, higherId: true },
    });
    if (!link) return null;
    const { count } = await tx.learnerLink.updateMany({
      where: { id, unlinkedAt: null },
      data: { unlinkedById: actor.personId, unlinkedAt: at },
    });
    if (count === 0) return null;
    return {
      kind: "link.taken_back",
      summary: "Brothers and sisters: one taken back",
      audience: "virtual_school_only",
      about: { kind: "learner_link", id },
      alsoOnRecordOf: link.lowerId === learnerId ? link.higherId : link.lowerId,
      audit: { linkId: id },
    };
  });
}
