import { randomUUID } from "node:crypto";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Invalid, NotAllowed } from "~/platform/errors";
import { materialOf } from "./internal/case-material.server";
import { type Drawn, drawCases } from "./internal/draw-cases.server";
import { candidatesOf } from "./internal/sample-candidates.server";
import { outcomesPolicy } from "./outcomes.policy";
import type { DrawSampleInput } from "./quality.schema";
import { restDays, saidSector } from "./quality.words";

function refuseCount(asked: number, available: number): void {
  if (available === 0) {
    const sentence = `No alert raised in this school year has been closed for ${restDays} days, with an outcome that is known, and is in no sample yet`;
    throw new Invalid(sentence, "schoolYear");
  }
  if (asked > available)
    throw new Invalid(
      `Number of examples must be ${available} or fewer: there are no more to draw from`,
      "count",
    );
}

async function addCases(tx: Tx, sampleId: string, drawn: readonly Drawn[]): Promise<void> {
  const material = await materialOf(
    tx,
    drawn.map(({ id }) => id),
  );
  const rows = drawn.map((one, index) => ({ ...one, caseId: randomUUID(), position: index + 1 }));
  await tx.qualityCase.createMany({
    data: rows.map(({ id, caseId, position, sector, outcome }) => ({
      id: caseId,
      sampleId,
      position,
      sector: saidSector(sector),
      outcome,
      ...material.get(id),
    })),
  });
  await tx.qualitySource.createMany({
    data: rows.map(({ id, caseId, alike }) => ({ caseId, sampleId, alertId: id, alike })),
  });
}

/**
 * Draws a sample by lot among the closed alerts of a school year. The seed is ours, not the form's, so that nobody
 * tries until they like what comes out; a sample that is put aside stays on the list. The same form twice is one sample.
 * @returns its id
 * @throws NotAllowed; Invalid for a school year with nothing to draw from, or more cases than there are
 */
export async function drawSample(actor: Actor, input: DrawSampleInput, clock: Clock): Promise<string> {
  if (!may(actor, outcomesPolicy.sampleQuality)) throw new NotAllowed("Your role does not include this.");
  const { sampleId, schoolYear, count } = input;
  return asActor(actor, async (tx) => {
    // Of two draws at once the second sees what the first one took.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('quality sample', 0))`;
    if ((await tx.qualitySample.count({ where: { id: sampleId } })) > 0) return sampleId;
    const madeAt = clock.now();
    const candidates = await candidatesOf(tx, schoolYear, madeAt);
    refuseCount(count, candidates.length);
    const seed = randomUUID();
    const sample = { id: sampleId, seed, schoolYear, drawnFrom: candidates.length, madeAt };
    await tx.qualitySample.createMany({ data: [{ ...sample, madeById: actor.personId }] });
    await addCases(tx, sampleId, drawCases(candidates, count, seed));
    await writeAuditLine(tx, {
      at: madeAt,
      personId: actor.personId,
      action: "quality_sample.drawn",
      subject: { kind: "quality_sample", id: sampleId },
      detail: { schoolYear, cases: count, drawnFrom: candidates.length, seed },
    });
    return sampleId;
  });
}
