import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { toDateColumn } from "~/platform/format";
import { changeLearner } from "./internal/change-learner.server";
import { learnersPolicy } from "./learners.policy";
import { relations } from "./learners.words";
import type { AddPersonAroundLearnerInput } from "./notify-list.schema";

const dateIn = (day: string | undefined) => (day ? toDateColumn(day) : null);

/**
 * Puts somebody on the notify list with what they may and must not be told, or changes that for somebody who is on it.
 * @throws NotAllowed; NotFound
 */
export function addPersonAroundLearner(
  actor: Actor,
  input: AddPersonAroundLearnerInput,
  clock: Clock,
): Promise<void> {
  const { learnerId, name, relation, phone = null, email = null, mayBeTold, mayNotBeTold = [] } = input;
  return changeLearner(actor, { learnerId, permission: learnersPolicy.addPerson, clock }, async (tx) => {
    const data = {
      phone,
      email,
      parentalResponsibilities: input.parentalResponsibilities ?? null,
      mayBeTold,
      mayNotBeTold,
      fromOn: dateIn(input.fromOn),
      untilOn: dateIn(input.untilOn),
    };
    const { count } = await tx.learnerPerson.updateMany({ where: { learnerId, name, relation }, data });
    if (count === 0) await tx.learnerPerson.createMany({ data: [{ learnerId, name, relation, ...data }] });
    return {
      kind: count === 0 ? "notify_list.added" : "notify_list.changed",
      summary: `Notify list: ${relations[relation].toLowerCase()} ${count === 0 ? "added" : "changed"}`,
      audience: "school_and_virtual_school",
      audit: { relation, mayBeTold: mayBeTold.join(" "), mayNotBeTold: mayNotBeTold.join(" ") },
    };
  });
}
