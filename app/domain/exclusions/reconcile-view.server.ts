import type { Tx } from "~/platform/database.server";
import { dayOf, fromDateColumn } from "~/platform/format";
import { importProgress, importRows, mappingToStart, pagesOf } from "./reconcile.queries.server";
import { comparison } from "./reconcile-result.queries.server";

/**
 * Everything on the page of one import, as far as it is: its columns, its rows, and once they are recorded the comparison.
 * @throws NotFound
 */
export async function reconciliationView(
  tx: Tx,
  id: string | undefined,
  { page: wanted, at }: { page: number; at: Date },
) {
  const { run, authority, counts, rows, done } = await importProgress(tx, id);
  const { state, fromDay, untilDay, authorityId, headings } = run;
  const pages = pagesOf(rows);
  const page = Number.isInteger(wanted) && 1 <= wanted && wanted <= pages ? wanted : 1;
  const isOpen = state === "read" || state === "mapped";
  const period =
    fromDay && untilDay ? { from: fromDateColumn(fromDay), until: fromDateColumn(untilDay) } : null;
  const shownRows = state === "read" ? [] : await importRows(tx, run, { page, today: dayOf(at) });
  const result = state === "applied" && period ? await comparison(tx, { authorityId, ...period }) : null;
  const learnerIds = [...shownRows.flatMap((row) => row.learnerId ?? []), ...(result?.learnerIds ?? [])];
  return {
    id: run.id,
    authority,
    state,
    headings,
    period,
    counts,
    rows,
    done,
    page,
    pages,
    start: isOpen ? await mappingToStart(tx, run) : null,
    shownRows,
    result,
    learnerIds: [...new Set(learnerIds)],
  };
}
