import type { Tx } from "~/platform/database.server";
import { dayOf } from "~/platform/format";

type Where = NonNullable<Parameters<Tx["exclusion"]["findMany"]>[0]>["where"];
type OrderBy = NonNullable<Parameters<Tx["exclusion"]["findMany"]>[0]>["orderBy"];

/** Rows of one exclusion each, with its own. */
function byExclusion<Row extends { exclusionId: string }>(rows: readonly Row[]): (id: string) => Row[] {
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(row.exclusionId, [...(found.get(row.exclusionId) ?? []), row]);
  return (id) => found.get(id) ?? [];
}

/**
 * Exclusions that the actor may see, with their steps and answers in the order in which they were recorded, and their
 * plans. Four queries.
 */
export async function exclusionRows(tx: Tx, where: Where, orderBy: OrderBy, take: number) {
  const exclusions = await tx.exclusion.findMany({ where, orderBy, take });
  // One after the other: an include asks for all at once, which one connection in a transaction cannot do.
  const theirs = { exclusionId: { in: exclusions.map((exclusion) => exclusion.id) } };
  const recorded = [{ recordedAt: "asc" as const }, { id: "asc" as const }];
  const stepsOf = byExclusion(await tx.exclusionStep.findMany({ where: theirs, orderBy: recorded }));
  const educationOf = byExclusion(await tx.exclusionEducation.findMany({ where: theirs, orderBy: recorded }));
  const plans = await tx.returnPlan.findMany({ where: theirs });
  return exclusions.map((exclusion) => {
    const plan = plans.find((each) => each.exclusionId === exclusion.id);
    return {
      ...exclusion,
      steps: stepsOf(exclusion.id),
      education: educationOf(exclusion.id),
      plan: plan ? { ...plan, madeOn: dayOf(plan.madeAt) } : null,
    };
  });
}

export type ExclusionRow = Awaited<ReturnType<typeof exclusionRows>>[number];
