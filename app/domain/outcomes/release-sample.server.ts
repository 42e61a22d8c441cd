import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { Conflict } from "~/platform/errors";
import { changeSample } from "./internal/change-sample.server";
import { outcomesPolicy } from "./outcomes.policy";

/**
 * Lets a sample leave: from then on it is frozen, and can be printed and downloaded. The app sends it to nobody.
 * @throws Conflict while a case is not marked fit
 */
export function releaseSample(actor: Actor, { sampleId }: { sampleId: string }, clock: Clock) {
  const request = { sampleId, permission: outcomesPolicy.releaseQuality, clock, isAlsoOfReleased: true };
  return changeSample(actor, request, async (tx, { releasedAt }, at) => {
    if (releasedAt !== null) return null;
    const cases = await tx.qualitySource.findMany({ where: { sampleId }, select: { review: true } });
    const open = cases.filter(({ review }) => review !== "fit").length;
    if (open > 0) {
      const sentence = `${open === 1 ? "1 example is" : `${open} examples are`} not marked fit to leave.`;
      throw new Conflict(sentence, { sampleId, open });
    }
    await tx.qualitySample.update({
      where: { id: sampleId },
      data: { releasedAt: at, releasedById: actor.personId },
      select: { id: true },
    });
    return { action: "quality_sample.released", detail: { cases: cases.length } };
  });
}
