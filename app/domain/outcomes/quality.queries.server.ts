import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { formatDay } from "~/platform/format";
import { isUuid } from "~/platform/uuid";
import { candidatesOf } from "./internal/sample-candidates.server";
import { knownSchoolYears } from "./outcomes.queries.server";
import { schoolYearLabel } from "./outcomes.words";

/**
 * A sample by the id in a URL.
 * @throws NotFound when there is none, or none for this actor
 */
export async function sampleRow(tx: Tx, id: string | undefined) {
  const sample = isUuid(id) ? await tx.qualitySample.findUnique({ where: { id } }) : null;
  if (!sample) throw new NotFound("There is no such sample.");
  return sample;
}

export type SampleRow = Awaited<ReturnType<typeof sampleRow>>;
export type SampleState = "open" | "ready" | "released" | "withdrawn";

/** Where a sample stands; ready once every case is marked fit. */
export function stateOf(sample: SampleRow, { cases, fit }: { cases: number; fit: number }): SampleState {
  if (sample.withdrawnAt) return "withdrawn";
  if (sample.releasedAt) return "released";
  return fit === cases ? "ready" : "open";
}

async function countBySample(tx: Tx) {
  const cases = await tx.qualityCase.groupBy({ by: ["sampleId"], _count: true });
  const fit = await tx.qualitySource.groupBy({ by: ["sampleId"], _count: true, where: { review: "fit" } });
  const asMap = (rows: typeof cases) => new Map(rows.map(({ sampleId, _count }) => [sampleId, _count]));
  return { cases: asMap(cases), fit: asMap(fit) };
}

/** Every sample that the actor may see, newest first; a constant number of queries. */
export async function listedSamples(tx: Tx) {
  const samples = await tx.qualitySample.findMany({ orderBy: [{ madeAt: "desc" }, { id: "asc" }] });
  const counts = await countBySample(tx);
  const names = await namesOf(
    tx,
    samples.map(({ madeById }) => madeById),
  );
  return samples.map((sample) => {
    const count = { cases: counts.cases.get(sample.id) ?? 0, fit: counts.fit.get(sample.id) ?? 0 };
    return {
      id: sample.id,
      schoolYear: schoolYearLabel(sample.schoolYear),
      ...count,
      state: stateOf(sample, count),
      drawn: `${formatDay(sample.madeAt)}, by ${names.get(sample.madeById) ?? "somebody who has left"}`,
      withdrawnWhy: sample.withdrawnWhy,
    };
  });
}

export type ListedSample = Awaited<ReturnType<typeof listedSamples>>[number];

/** The school years to draw from, newest first, and how many alerts of the newest can be drawn now. */
export async function drawableYears(tx: Tx, now: Date) {
  const schoolYears = await knownSchoolYears(tx, now);
  const [newest] = schoolYears;
  return { schoolYears, available: newest === undefined ? 0 : (await candidatesOf(tx, newest, now)).length };
}

/** Notes that somebody looked at samples: the ids of the samples, not of the alerts behind them. */
export const noteSamplesRead = (tx: Tx, reading: { at: Date; personId: string; ids: string[] }) =>
  writeReadLine(tx, { ...reading, section: "quality" });
