import type { Tx } from "~/platform/database.server";
import { digestOf } from "./merge-plan.queries.server";

/** What becomes of a row that moved: back; in the way of something that stayed; gone from the kept record. */
export type Undone = "back" | "in_the_way" | "gone";
/** Leads do not see who opened a record: it goes along, and is not told here. */
const notShown = "opened_record";
type UndoRow = { table: string; key: string; undone: Undone };

type Standing = {
  id: string;
  sequence: bigint;
  keptId: string;
  mergedId: string;
  keptBefore: unknown;
  keptAfter: unknown;
  keptRows: unknown;
};

/** Of what the two had, and have now, what a merge's undoing gives back; columns by name. */
function columnsOf(merge: Standing, now: Record<string, unknown>) {
  const after = Object.entries(merge.keptAfter as Record<string, unknown>);
  const isAsThen = ([column, value]: [string, unknown]) => (now[column] ?? null) === (value ?? null);
  return {
    restored: after.filter(isAsThen).map(([column]) => column),
    changedSince: after.filter((each) => !isAsThen(each)).map(([column]) => column),
  };
}

/** A later merge of the kept record, which is undone first. */
export const laterMerge = (tx: Tx, { keptId, sequence }: Pick<Standing, "keptId" | "sequence">) =>
  tx.learnerMerge.findFirst({
    where: { undoneAt: null, sequence: { gt: sequence }, OR: [{ keptId }, { mergedId: keptId }] },
    orderBy: { sequence: "desc" },
    select: { id: true },
  });

/** What undoing a merge would do. `added`: how many rows of each table came to the kept record since. */
export async function undoPlan(tx: Tx, merge: Standing) {
  const rows = await tx.$queryRaw<UndoRow[]>`
    SELECT table_name AS "table", row_key AS key, undone FROM app.undo_rows(${merge.id}::uuid)
    WHERE table_name <> ${notShown} ORDER BY 1, 2`;
  const counts = await tx.$queryRaw<{ table: string; rows: number }[]>`
    SELECT table_name AS "table", count(*)::int AS rows FROM app.learner_rows(${merge.keptId}::uuid, ${merge.mergedId}::uuid) GROUP BY 1 ORDER BY 1`;
  const [now] = await tx.$queryRaw<{ row: Record<string, unknown> }[]>`
    SELECT to_jsonb(l) AS row FROM learner l WHERE l.id = ${merge.keptId}::uuid`;
  const before = merge.keptRows as Record<string, number>;
  const stillThere = (table: string) =>
    rows.filter((row) => row.table === table && row.undone !== "gone").length;
  const added = counts.flatMap(({ table, rows: count }) => {
    // The line that says that they were merged came with the merge.
    const own = table === "event" ? 1 : 0;
    const more = count - (before[table] ?? 0) - stillThere(table) - own;
    return more > 0 ? [{ table, count: more }] : [];
  });
  const columns = columnsOf(merge, now?.row ?? {});
  return { rows, added, ...columns, seen: digestOf([rows, counts, columns]) };
}
