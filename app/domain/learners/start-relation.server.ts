import { randomUUID } from "node:crypto";
import { personHolds } from "~/domain/accounts/accounts.queries.server";
import { roleWords } from "~/domain/accounts/accounts.words";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { Invalid } from "~/platform/errors";
import { dayOf, toDateColumn } from "~/platform/format";
import { changeLearner } from "./internal/change-learner.server";
import type { StartRelationInput } from "./learner-relation.schema";
import { learnersPolicy } from "./learners.policy";

/**
 * Shows somebody around a learner a part of the record from today on: which part follows from their role. Shown already,
 * it stays as it is.
 * @throws NotAllowed; NotFound; Invalid for somebody who does not hold the role today, or a last day in the past
 */
export function startRelation(actor: Actor, input: StartRelationInput, clock: Clock): Promise<void> {
  const { learnerId, who, untilOn = null } = input;
  return changeLearner(actor, { learnerId, permission: learnersPolicy.share, clock }, async (tx, _, at) => {
    const day = dayOf(at);
    if (!(await personHolds(tx, who.personId, [who.role], day))) throw new Invalid("Select somebody", "who");
    if (untilOn !== null && untilOn < day) throw new Invalid("Last day must be today or later", "untilOn");
    const today = toDateColumn(day);
    const running = { learnerId, ...who, OR: [{ untilOn: null }, { untilOn: { gte: today } }] };
    if ((await tx.learnerRelation.count({ where: running })) > 0) return null;
    const relation = { id: randomUUID(), learnerId, ...who, fromOn: today, startedById: actor.personId };
    await tx.learnerRelation.createMany({
      data: [{ ...relation, untilOn: untilOn === null ? null : toDateColumn(untilOn) }],
    });
    return {
      kind: "relation.started",
      summary: `A part of the record is shown to one ${roleWords[who.role]}`,
      audience: "virtual_school_only",
      audit: { relationId: relation.id, ...who, untilOn },
    };
  });
}
