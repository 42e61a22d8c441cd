import type { Tx } from "~/platform/database.server";
import type { Fate } from "~/platform/intake/fates";

export type RowFate = { position: number; fate: Fate; problem: string | null };

/**
 * What becomes of rows that follow each other, in one statement however many; `doneAt` when they are done, and their cells
 * dropped. One that is done already stays as it is. By place in a list: joined with what a list says, each row of the file
 * would be compared with each of the list.
 */
export async function writeRowFates(
  tx: Tx,
  importId: string,
  rows: readonly RowFate[],
  doneAt: Date | null,
): Promise<void> {
  const first = rows[0]?.position;
  if (first === undefined) return;
  if (rows.some(({ position }, index) => position !== first + index))
    throw new Error("rows of an import do not follow each other");
  const fates = rows.map(({ fate }) => fate);
  const problems = rows.map(({ problem }) => problem ?? "");
  await tx.$executeRaw`
    UPDATE record_import_row SET fate = (${fates}::text[])[position - ${first}::int + 1],
      problem = nullif((${problems}::text[])[position - ${first}::int + 1], ''), applied_at = ${doneAt}::timestamptz,
      cells = CASE WHEN ${doneAt}::timestamptz IS NULL THEN cells ELSE '{}' END
    WHERE import_id = ${importId}::uuid AND position BETWEEN ${first}::int AND ${first}::int + ${rows.length - 1}::int
      AND applied_at IS NULL`;
}
