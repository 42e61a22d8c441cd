import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { changeLearner } from "./internal/change-learner.server";
import { keepLinksApart } from "./internal/keep-links-apart.server";
import { learnersPolicy } from "./learners.policy";
import { type FlagKind, flagKinds } from "./learners.words";

/**
 * Lifts a flag. Names from before an adoption stay apart. One that was lifted stays so.
 * @throws NotAllowed; NotFound
 */
export function liftFlag(
  actor: Actor,
  { learnerId, flagId: id }: { learnerId: string; flagId: string },
  clock: Clock,
): Promise<void> {
  return changeLearner(actor, { learnerId, permission: learnersPolicy.setFlag, clock }, async (tx, _, at) => {
    const where = { id, learnerId, liftedAt: null };
    const flag = await tx.learnerFlag.findFirst({ where, select: { kind: true } });
    if (!flag) return null;
    await tx.learnerFlag.updateMany({ where, data: { liftedById: actor.personId, liftedAt: at } });
    if (flag.kind === "adoption") await keepLinksApart(tx, learnerId);
    return {
      kind: "flag.lifted",
      summary: `${flagKinds[flag.kind as FlagKind]}: flag lifted`,
      audience: flag.kind === "adoption" ? "virtual_school_only" : "school_and_virtual_school",
      audit: { flagId: id },
    };
  });
}
