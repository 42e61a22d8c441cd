import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { changeLearner } from "./internal/change-learner.server";
import { learnersPolicy } from "./learners.policy";
import type { AddPersonAroundLearnerInput } from "./learners.schema";
import { relations } from "./learners.words";

/**
 * Puts somebody on the notify list with what they may be told, or changes that for somebody who is on it.
 * @throws NotAllowed; NotFound
 */
export function addPersonAroundLearner(
  actor: Actor,
  input: AddPersonAroundLearnerInput,
  clock: Clock,
): Promise<void> {
  const { learnerId, name, relation, phone = null, mayBeTold } = input;
  return changeLearner(actor, { learnerId, permission: learnersPolicy.addPerson, clock }, async (tx) => {
    const { count } = await tx.learnerPerson.updateMany({
      where: { learnerId, name, relation },
      data: { phone, mayBeTold },
    });
    if (count === 0)
      await tx.learnerPerson.createMany({ data: [{ learnerId, name, relation, phone, mayBeTold }] });
    return {
      kind: count === 0 ? "notify_list.added" : "notify_list.changed",
      summary: `Notify list: ${relations[relation].toLowerCase()} ${count === 0 ? "added" : "changed"}`,
      audience: "school_and_virtual_school",
      audit: { relation, mayBeTold: mayBeTold.join(" ") },
    };
  });
}
