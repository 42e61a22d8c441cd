import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { learnersByIds, nameOf } from "~/domain/learners/learners.queries.server";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { type LearnerRow, mergeFields } from "./internal/merge-fields";
import { stayedRows } from "./internal/stayed-rows.server";
import { countsInWords } from "./merge.words";
import { labelOf } from "./merge-view.server";
import { laterMerge, type Undone, undoPlan } from "./undo-plan.queries.server";

type Listed = {
  id: string;
  keptId: string;
  mergedId: string;
  mergedById: string;
  mergedAt: Date;
  mergedBefore: unknown;
  undoneById: string | null;
  undoneAt: Date | null;
};

/** As the record set aside was called; it is shown nowhere else. */
function nameBefore(mergedBefore: unknown): string {
  const row = mergedBefore as LearnerRow & {
    given_name: string;
    family_name: string;
    known_as: string | null;
  };
  return nameOf({ givenName: row.given_name, familyName: row.family_name, knownAs: row.known_as });
}

/** Merges with the names of both, and who merged and undid them; a kept record that was merged on has no name here. */
async function inWords(tx: Tx, merges: readonly Listed[]) {
  const learners = await learnersByIds(
    tx,
    merges.map(({ keptId }) => keptId),
  );
  const people = await namesOf(
    tx,
    merges.flatMap(({ mergedById, undoneById }) => [mergedById, undoneById]),
  );
  return merges.map(({ id, keptId, mergedId, mergedById, mergedAt, mergedBefore, undoneById, undoneAt }) => ({
    ...{ id, keptId, mergedId, mergedAt, undoneAt },
    kept: learners.get(keptId)?.name ?? null,
    merged: nameBefore(mergedBefore),
    by: people.get(mergedById) ?? "somebody",
    undoneBy: undoneById && (people.get(undoneById) ?? "somebody"),
  }));
}

/** Merges, newest first, at most `limit`. */
export const mergeList = async (tx: Tx, limit: number) =>
  inWords(tx, await tx.learnerMerge.findMany({ orderBy: { sequence: "desc" }, take: limit }));
export type ListedMerge = Awaited<ReturnType<typeof mergeList>>[number];

const labelsOf = (columns: readonly string[]): string[] =>
  Object.entries(mergeFields).flatMap(([field, own]) =>
    own.some((column) => columns.includes(column)) ? [labelOf(field as keyof typeof mergeFields)] : [],
  );

type MergeRow = Parameters<typeof undoPlan>[1] & { undoneAt: Date | null };

/** What undoing it would do, or why it waits; null once it is undone. */
async function undoing(tx: Tx, merge: MergeRow) {
  if (merge.undoneAt) return null;
  const later = await laterMerge(tx, merge);
  const plan = await undoPlan(tx, merge);
  const counts = (undone: Undone) => countsInWords(plan.rows.filter((row) => row.undone === undone));
  return {
    laterId: later?.id ?? null,
    back: counts("back"),
    inTheWay: counts("in_the_way"),
    gone: counts("gone"),
    added: countsInWords(plan.added),
    restored: labelsOf(plan.restored),
    changedSince: labelsOf(plan.changedSince),
    seen: plan.seen,
  };
}

/**
 * One merge: what moved, what stayed, and what undoing it would do or did.
 * @throws NotFound
 */
export async function mergeDetails(tx: Tx, id: string | undefined, today: string) {
  const merge = await tx.learnerMerge.findUnique({ where: { id: id ?? "" } });
  const [listed] = merge ? await inWords(tx, [merge]) : [];
  if (!merge || !listed) throw new NotFound("There is no such merge.");
  const rows = await tx.learnerMergeRow.findMany({
    where: { mergeId: merge.id },
    orderBy: { tableName: "asc" },
  });
  const told = rows.map(({ tableName, content, ...row }) => ({
    ...row,
    table: tableName,
    content: content as LearnerRow,
  }));
  const left = told.filter(({ undone }) => undone === "in_the_way" || undone === "gone");
  return {
    ...listed,
    moved: countsInWords(told.filter(({ fate }) => fate === "moved")),
    stayed: await stayedRows(
      tx,
      told.filter(({ fate }) => fate === "stayed"),
      today,
    ),
    took: labelsOf(Object.keys(merge.keptAfter as object)),
    leftBehind: countsInWords(left),
    undoing: await undoing(tx, merge),
  };
}
export type MergeDetails = Awaited<ReturnType<typeof mergeDetails>>;
