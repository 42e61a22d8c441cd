import type { Tx } from "~/platform/database.server";
import type { Fate } from "~/platform/intake/fates";

export type RowFate = { position: number; fate: Fate; problem: string | null };

/** What becomes of rows, in one statement however many; `doneAt` when they are done, and their cells dropped. */
export async function writeRowFates(
  tx: Tx,
  importId: string,
  rows: readonly RowFate[],
  doneAt: Date | null,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE record_import_row SET fate = judged.fate, problem = judged.problem, applied_at = ${doneAt}::timestamptz,
      cells = CASE WHEN ${doneAt}::timestamptz IS NULL THEN cells ELSE '{}' END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS judged (position int, fate text, problem text)
    WHERE record_import_row.import_id = ${importId}::uuid AND record_import_row.position = judged.position`;
}
