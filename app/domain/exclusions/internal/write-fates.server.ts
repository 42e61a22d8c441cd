import type { Tx } from "~/platform/database.server";
import type { JudgedRow } from "./judge-rows";

export type Fated = { position: number } & Pick<JudgedRow, "fate" | "problem">;

/** What becomes of rows, in one statement however many. */
export async function writeFates(tx: Tx, importId: string, rows: readonly Fated[]): Promise<void> {
  const positions = rows.map(({ position }) => position);
  const fates = rows.map(({ fate }) => fate);
  const problems = rows.map(({ problem }) => problem ?? "");
  await tx.$executeRaw`
    UPDATE import_row SET fate = judged.fate, problem = nullif(judged.problem, '')
    FROM unnest(${positions}::int[], ${fates}::text[], ${problems}::text[]) AS judged (position, fate, problem)
    WHERE import_row.import_id = ${importId}::uuid AND import_row.position = judged.position`;
}
