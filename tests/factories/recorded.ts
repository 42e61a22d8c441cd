import { randomUUID } from "node:crypto";
import { applyReconciliation } from "~/domain/exclusions/apply-reconciliation.server";
import { mapReconciliation } from "~/domain/exclusions/map-reconciliation.server";
import type { MapReconciliationInput } from "~/domain/exclusions/reconcile.schema";
import { startReconciliation } from "~/domain/exclusions/start-reconciliation.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { aLearner, type TestLearner } from "./learners";
import { type TestSchool, theHomeAuthority } from "./organisations";

let count = 0;

export type LearnerWithScn = TestLearner & { scn: string };

/** A learner with an SCN, which begins with a zero. */
export async function aLearnerWithScn(school: TestSchool, name = "Rowan"): Promise<LearnerWithScn> {
  count += 1;
  const scn = `01234${String(count).padStart(4, "0")}`;
  return { ...(await aLearner({ school, scn, givenName: name })), scn };
}

export const fileOf = (...lines: string[]): File => new File([lines.join("\n")], "exclusions.csv");

/** Columns of `SCN,SEED,First,Last,Half days,Code`, the layout of most tests. */
export const heading = "SCN,SEED,First,Last,Half days,Code";
export const usualColumns = {
  scn: "SCN",
  seedCode: "SEED",
  startsOn: "First",
  endsOn: "Last",
  openings: "Half days",
  code: "Code",
  exclusionCodes: ["X"],
  absenceCodes: ["A"],
} satisfies Partial<MapReconciliationInput>;

/** A file that is taken in and mapped, and not recorded. Gives its id. */
export async function aMappedFile(
  actor: Actor,
  lines: readonly string[],
  clock: Clock,
  columns: Omit<MapReconciliationInput, "importId"> = usualColumns,
): Promise<string> {
  const { id: authorityId } = await theHomeAuthority();
  const input = { importId: randomUUID(), authorityId, file: fileOf(heading, ...lines) };
  const importId = await startReconciliation(actor, input, clock);
  await mapReconciliation(actor, { importId, ...columns }, clock);
  return importId;
}

/** The same, recorded. */
export async function aRecordedFile(actor: Actor, lines: readonly string[], clock: Clock): Promise<string> {
  const importId = await aMappedFile(actor, lines, clock);
  await applyReconciliation(actor, { importId }, clock);
  return importId;
}
