import { randomUUID } from "node:crypto";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { changeLearner } from "./internal/change-learner.server";
import { isAdoptionFlagged } from "./internal/keep-links-apart.server";
import { pairOf } from "./internal/pair-of";
import { learnersPolicy } from "./learners.policy";
import { learnersByIds } from "./learners.queries.server";
import type { LinkLearnersInput } from "./learners.schema";

async function check(tx: Tx, { learnerId, otherId }: LinkLearnersInput): Promise<void> {
  if (learnerId === otherId) throw new Invalid("Select somebody else", "otherId");
  if (!(await learnersByIds(tx, [otherId])).has(otherId)) throw new Invalid("Select somebody", "otherId");
}

/**
 * Says that two learners are brothers or sisters. Linked already, also the other way round, they stay as they are.
 * @throws NotAllowed; NotFound; Invalid for somebody who is not there
 */
export function linkLearners(actor: Actor, input: LinkLearnersInput, clock: Clock): Promise<void> {
  const { learnerId, otherId } = input;
  return changeLearner(actor, { learnerId, permission: learnersPolicy.link, clock }, async (tx, _, at) => {
    await check(tx, input);
    const pair = pairOf(learnerId, otherId);
    const isKeptApart = await isAdoptionFlagged(tx, [learnerId, otherId]);
    const id = randomUUID();
    const { count } = await tx.learnerLink.createMany({
      data: [{ id, ...pair, isKeptApart, linkedById: actor.personId, linkedAt: at }],
      skipDuplicates: true,
    });
    if (count === 0) return null;
    return {
      kind: "link.added",
      summary: "Brothers and sisters: one added",
      audience: "virtual_school_only",
      // Who may not know of the link does not read the event either (policy of_my_links).
      about: { kind: "learner_link", id },
      alsoOnRecordOf: otherId,
      audit: { otherId },
    };
  });
}
