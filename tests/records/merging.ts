import { randomUUID } from "node:crypto";
import type { MergeLearnersInput } from "~/domain/records/merge.schema";
import { mergeLearners } from "~/domain/records/merge-learners.server";
import { mergePlan } from "~/domain/records/merge-plan.queries.server";
import { undoMerge } from "~/domain/records/undo-merge.server";
import { undoPlan } from "~/domain/records/undo-plan.queries.server";
import type { Actor } from "~/platform/actor";
import { fixedClock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { dayOf } from "~/platform/format";

type Pair = { kept: { id: string }; merged: { id: string } };

/** When the records of the tests are merged: a Monday in term. */
export const mergeClock = fixedClock("2026-11-23T10:02:00Z");

/** What the page of a merge shows by now. */
export const planned = (actor: Actor, { kept, merged }: Pair) =>
  asActor(actor, (tx) => mergePlan(tx, { keptId: kept.id, mergedId: merged.id }, dayOf(mergeClock.now())));

/** A press on the page of a merge, as it is shown to the actor by now. */
export async function mergeInput(
  actor: Actor,
  pair: Pair,
  changes: Partial<MergeLearnersInput> = {},
): Promise<MergeLearnersInput> {
  const { seen } = await planned(actor, pair);
  return { mergeId: randomUUID(), keptId: pair.kept.id, mergedId: pair.merged.id, seen, ...changes };
}

/** Looks at the page and presses; gives the id of the merge. */
export const merge = async (actor: Actor, pair: Pair, changes: Partial<MergeLearnersInput> = {}) =>
  mergeLearners(actor, await mergeInput(actor, pair, changes), mergeClock);

/** What the page of a merge says of its undoing. */
export const undoPlanned = (actor: Actor, mergeId: string) =>
  asActor(actor, async (tx) =>
    undoPlan(tx, await tx.learnerMerge.findUniqueOrThrow({ where: { id: mergeId } })),
  );

/** Looks at that page and presses. */
export const undo = async (actor: Actor, mergeId: string) =>
  undoMerge(actor, { mergeId, seen: (await undoPlanned(actor, mergeId)).seen }, mergeClock);
