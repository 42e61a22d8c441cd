import { createHash } from "node:crypto";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { type LearnerRow, type Pair, suggestedToKeep } from "./internal/merge-fields";
import { mergeProblem, type PlannedRow } from "./internal/merge-problem.server";

/** The digest of what a page was made from: a press on an older page is told. */
export const digestOf = (seen: unknown): string =>
  createHash("sha256").update(JSON.stringify(seen)).digest("hex").slice(0, 32);

async function learnerRow(tx: Tx, id: string): Promise<LearnerRow> {
  const [found] = await tx.$queryRaw<{ row: LearnerRow }[]>`
    SELECT to_jsonb(l) AS row FROM learner l WHERE l.id = ${id}::uuid`;
  if (!found) throw new NotFound("There is no such learner.");
  return found.row;
}

const rowsOf = (tx: Tx, learnerId: string, placeId: string): Promise<PlannedRow[]> =>
  tx.$queryRaw`SELECT table_name AS "table", row_key AS key, stays, content
    FROM app.learner_rows(${learnerId}::uuid, ${placeId}::uuid) ORDER BY 1, 2`;

/** The rows of two learners, as the database gives them. */
async function pairOfRecords(tx: Tx, keptId: string, mergedId: string): Promise<Pair> {
  if (keptId === mergedId) throw new NotFound("There is nobody to merge them with.");
  return { kept: await learnerRow(tx, keptId), merged: await learnerRow(tx, mergedId) };
}

/**
 * Which of two records a merge would keep unless somebody says otherwise.
 * @throws NotFound
 */
export async function suggestedMerge(tx: Tx, oneId: string, otherId: string) {
  const { kept: one, merged: other } = await pairOfRecords(tx, oneId, otherId);
  const { id: keptId } = suggestedToKeep(one, other);
  return { keptId, mergedId: keptId === oneId ? otherId : oneId };
}

/** Were names kept apart on a record, with an adoption that is flagged or was? */
const hasNamesApart = (rows: readonly PlannedRow[]): boolean =>
  rows.some(
    ({ table, content }) =>
      table === "learner_earlier_name" || (table === "learner_flag" && content.kind === "adoption"),
  );

/**
 * What a merge would do, and why it may not be: `problem`, with where to put it right.
 * @throws NotFound when one of them is none, is set aside, or none for this actor
 */
export async function mergePlan(tx: Tx, ids: { keptId: string; mergedId: string }, today: string) {
  const { keptId, mergedId } = ids;
  const records = await pairOfRecords(tx, keptId, mergedId);
  const rows = await rowsOf(tx, mergedId, keptId);
  const keptRows = await rowsOf(tx, keptId, mergedId);
  const namesOf = hasNamesApart(keptRows) ? "kept" : hasNamesApart(rows) ? "merged" : undefined;
  const pair: Pair = { ...records, namesOf };
  return {
    pair,
    rows,
    keptRows,
    problem: await mergeProblem(tx, { ...ids, rows, keptRows, today }),
    seen: digestOf([pair, rows, keptRows]),
  };
}
export type MergePlan = Awaited<ReturnType<typeof mergePlan>>;
