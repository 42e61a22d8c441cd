import type { Tx } from "~/platform/database.server";
import { toDateColumn } from "~/platform/format";

/** Puts a learner on a Virtual School teacher's caseload from a day ("2026-11-22") on, unless they are on it. Gives whether it was news. */
export async function addToCaseload(
  tx: Tx,
  entry: { learnerId: string; personId: string; day: string },
): Promise<boolean> {
  const { learnerId, personId } = entry;
  const open = await tx.caseload.count({ where: { learnerId, personId, endedOn: null } });
  if (open > 0) return false;
  await tx.caseload.createMany({ data: [{ learnerId, personId, startedOn: toDateColumn(entry.day) }] });
  return true;
}
