import type { Tx } from "~/platform/database.server";
import { type AlertState, stateLabels } from "./alerts.words";

type Row = { learner_id: string; reference: string; state: AlertState; raised_at: Date };

/** That there are alerts about the learners of a social worker, newest first; nothing of what happened. */
export async function relatedAlerts(tx: Tx) {
  const rows = await tx.$queryRaw<Row[]>`SELECT * FROM app.related_alerts()`;
  return rows.map((row) => ({
    learnerId: row.learner_id,
    reference: row.reference,
    state: stateLabels[row.state],
    raisedAt: row.raised_at,
  }));
}
