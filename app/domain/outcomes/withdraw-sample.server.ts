import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { changeSample } from "./internal/change-sample.server";
import { outcomesPolicy } from "./outcomes.policy";

type Input = { sampleId: string; why: string };

/**
 * Takes a sample back. One that never left loses its cases, and its alerts can be drawn again; one that was released
 * stays as it left, and is given out no more. That there was one, and why it was withdrawn, stays in sight.
 */
export function withdrawSample(actor: Actor, { sampleId, why }: Input, clock: Clock) {
  const request = { sampleId, permission: outcomesPolicy.sampleQuality, clock, isAlsoOfReleased: true };
  return changeSample(actor, request, async (tx, { releasedAt }, at) => {
    if (releasedAt === null) {
      await tx.qualitySource.deleteMany({ where: { sampleId } });
      await tx.qualityCase.deleteMany({ where: { sampleId } });
    }
    const withdrawn = { withdrawnAt: at, withdrawnWhy: why };
    await tx.qualitySample.update({ where: { id: sampleId }, data: withdrawn, select: { id: true } });
    return { action: "quality_sample.withdrawn", detail: { hadLeft: releasedAt !== null } };
  });
}
