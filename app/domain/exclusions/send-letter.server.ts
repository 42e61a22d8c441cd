import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Conflict, Invalid } from "~/platform/errors";
import { dayOf, formatDay, toDateColumn } from "~/platform/format";
import { exclusionsPolicy } from "./exclusions.policy";
import { changeExclusion } from "./internal/change-exclusion.server";
import { writeStep } from "./internal/write-step.server";
import { isStale, letterRow, staleWords } from "./letters.queries.server";
import type { SendLetterInput } from "./letters.schema";

/**
 * Notes that a letter went out: with it the step "written notice sent", in one transaction, so that the clock sees it
 * once.
 * @throws NotFound; Invalid for a day before the letter was made, or to come; Conflict when the recipient may not be told
 * any more what it says, or once the record is closed
 */
export async function sendLetter(actor: Actor, input: SendLetterInput, clock: Clock) {
  const { letterId: id, happenedOn, how, byName } = input;
  const { exclusionId } = await asActor(actor, (tx) => letterRow(tx, id));
  const request = { exclusionId, permission: exclusionsPolicy.record, clock };
  return changeExclusion(actor, request, async (tx, exclusion, at) => {
    const letter = await letterRow(tx, id);
    if (letter.sentOn) return null;
    if (await isStale(tx, letter, exclusion.learnerId)) throw new Conflict(staleWords, { letterId: id });
    const madeOn = dayOf(letter.madeAt);
    if (happenedOn < madeOn)
      throw new Invalid(
        `Day must be ${formatDay(madeOn)}, the day on which the letter was made, or later`,
        "happenedOn",
      );
    const sent = { sentOn: toDateColumn(happenedOn), sentHow: how };
    await tx.exclusionLetter.updateMany({ where: { id }, data: sent });
    const people = [letter.recipientId ?? "learner"];
    const words = [letter.reasons, letter.conditions].filter(Boolean).join("\n");
    const step = {
      stepId: id,
      exclusionId,
      kind: "written_notice" as const,
      happenedOn,
      byName,
      people,
      words,
    };
    return writeStep(tx, step, { exclusion, actor, at });
  });
}
