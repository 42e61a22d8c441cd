import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Conflict, Invalid, NotAllowed } from "~/platform/errors";
import { changeSample } from "./internal/change-sample.server";
import { findTells } from "./internal/find-tells";
import { namesOfCase } from "./internal/names-of-case.server";
import { caseOf, type FoundCase, staleWords } from "./internal/sample-case.server";
import { outcomesPolicy } from "./outcomes.policy";
import type { ReviewCaseInput } from "./quality.schema";
import { stops } from "./quality.words";

/** A case in which a name of the young person or the school stands is never fit, whoever reads over it. */
async function refuseNames(tx: Tx, { ledToIt, cameOfIt, childWords, source }: FoundCase): Promise<void> {
  const known = await namesOfCase(tx, source.alertId);
  const found = [ledToIt, cameOfIt, childWords].flatMap((text) => findTells(text ?? "", known));
  if (found.some(({ kind }) => stops(kind)))
    throw new Invalid("A name of the young person or of the school stands in it. Send it back", "review");
}

/**
 * Somebody who did not make the sample says whether a case may leave.
 * @throws NotAllowed for whoever drew the sample; Conflict for a case without text or one that changed meanwhile; Invalid
 * beside `review` while a name of the young person or of the school stands in it
 */
export function reviewCase(actor: Actor, input: ReviewCaseInput, clock: Clock) {
  const { sampleId, caseId, version, review } = input;
  const request = { sampleId, permission: outcomesPolicy.sampleQuality, clock };
  return changeSample(actor, request, async (tx, sample, at) => {
    if (sample.madeById === actor.personId)
      throw new NotAllowed("Somebody else has to review what you wrote.", { sampleId, caseId });
    const found = await caseOf(tx, input);
    const { source } = found;
    const sentBackWhy = review === "sent_back" ? (input.why ?? null) : null;
    const isSame = source.review === review && source.sentBackWhy === sentBackWhy;
    if (isSame && source.reviewedById === actor.personId) return null;
    if (source.version !== version) throw new Conflict(staleWords, { caseId });
    if (found.ledToIt === null) throw new Conflict("There is no text to review yet.", { caseId });
    if (review === "fit") await refuseNames(tx, found);
    const reviewed = { review, sentBackWhy, reviewedById: actor.personId, reviewedAt: at };
    await tx.qualitySource.update({
      where: { caseId },
      data: { ...reviewed, version: version + 1 },
      select: { caseId: true },
    });
    return {
      action: "quality_case.reviewed",
      subject: { kind: "quality_case", id: caseId },
      detail: { sampleId, review },
    };
  });
}
