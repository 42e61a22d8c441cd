import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { NotAllowed } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { exclusionsPolicy } from "./exclusions.policy";
import { exclusionOf } from "./exclusions.queries.server";
import { composeLetter } from "./internal/compose-letter.server";
import { letterRecipients } from "./letter-recipients.server";
import type { MakeLetterInput } from "./letters.schema";
import { openExclusionTask } from "./open-exclusion-task.server";

type Visit = { actor: Actor; clock: Clock; params: Record<string, string | undefined> };

/**
 * What the page on which a letter is written begins with.
 * @throws NotFound when there is no such exclusion, or none for this actor
 */
export function openLetterForm(visit: Visit) {
  return asActor(visit.actor, async (tx) => {
    const { exclusion, refused } = await openExclusionTask(tx, visit);
    const { reason, plan } = await exclusionOf(tx, exclusion.id);
    const found = await letterRecipients(tx, exclusion.learnerId, dayOf(visit.clock.now()));
    const nobody = "No letter can be made: nobody on the notify list may be told the decision.";
    return {
      exclusion,
      refused: refused ?? (found.recipients.length === 0 ? nobody : null),
      recipients: found.recipients,
      leftOut: found.leftOut,
      whyNoLetter: found.youngPerson?.whyNoLetter ?? null,
      start: { reasons: reason, conditions: plan?.conditions ?? undefined },
    };
  });
}

/**
 * The letter as it would be made now; nothing is written.
 * @throws as `makeLetter`
 */
export function letterShown({ actor, clock }: Pick<Visit, "actor" | "clock">, input: MakeLetterInput) {
  if (!may(actor, exclusionsPolicy.record)) throw new NotAllowed("Your role does not include this.");
  return asActor(actor, async (tx) => {
    const { body, leftOut } = await composeLetter(tx, input, clock.now());
    return { body, leftOut };
  });
}
