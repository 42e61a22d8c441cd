import { letterTemplateLabels } from "~/domain/reference/letter-templates.words";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { exclusionsPolicy } from "./exclusions.policy";
import { changeExclusion } from "./internal/change-exclusion.server";
import { composeLetter } from "./internal/compose-letter.server";
import type { MakeLetterInput } from "./letters.schema";

/**
 * Makes a letter after an exclusion; what it says is never changed afterwards. Sending it is another step.
 * @throws Invalid for somebody no letter goes to, or words that say what they may not know; Conflict once it is closed
 */
export function makeLetter(actor: Actor, input: MakeLetterInput, clock: Clock) {
  const { letterId: id, exclusionId } = input;
  const request = { exclusionId, permission: exclusionsPolicy.record, clock };
  return changeExclusion(actor, request, async (tx, _exclusion, at) => {
    if ((await tx.exclusionLetter.count({ where: { id } })) > 0) return null;
    const { recipient, template, body } = await composeLetter(tx, input, at);
    const letter = {
      id,
      exclusionId,
      template: template.code,
      templateVersion: template.version,
      recipientId: recipient.id === "learner" ? null : recipient.id,
      told: recipient.mayBeTold,
      reasons: input.reasons,
      conditions: input.conditions ?? null,
      body,
      madeById: actor.personId,
      madeAt: at,
    };
    await tx.exclusionLetter.createMany({ data: [letter] });
    return {
      event: {
        kind: "exclusion_letter.made",
        summary: `Letter made: ${letterTemplateLabels[template.code].toLowerCase()}`,
      },
      audit: { letterId: id, template: template.code, version: template.version },
    };
  });
}
