import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { Invalid } from "~/platform/errors";
import { dayOf, toDateColumn } from "~/platform/format";
import { changeLearner } from "./internal/change-learner.server";
import { learnersPolicy } from "./learners.policy";
import type { AddVoiceInput } from "./voice.schema";

/**
 * Writes down what a learner said, as a new entry; earlier ones stay as they are.
 * @throws NotAllowed; NotFound; Invalid for a day to come
 */
export function addVoice(actor: Actor, input: AddVoiceInput, clock: Clock): Promise<void> {
  const { learnerId, voiceId: id, called = null, helps = null, helpsNot = null, saidOn } = input;
  return changeLearner(actor, { learnerId, permission: learnersPolicy.change, clock }, async (tx, _, at) => {
    if (saidOn > dayOf(at)) throw new Invalid("The day must not be in the future", "saidOn");
    const said = { called, helps, helpsNot, saidOn: toDateColumn(saidOn) };
    const { count } = await tx.learnerVoice.createMany({
      data: [{ id, learnerId, ...said, writtenById: actor.personId, writtenAt: at }],
      skipDuplicates: true,
    });
    if (count === 0) return null;
    return {
      kind: "voice.added",
      summary: "In their own words: a new entry",
      audience: "school_and_virtual_school",
      audit: { voiceId: id, saidOn },
    };
  });
}
