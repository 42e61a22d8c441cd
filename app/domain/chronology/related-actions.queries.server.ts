import { namesOf } from "~/domain/accounts/accounts.queries.server";
import type { Tx } from "~/platform/database.server";
import { fromDateColumn } from "~/platform/format";

type Row = { learner_id: string; what: string; person_id: string; due_on: Date; done_at: Date | null };

/** What was agreed for the learners of a social worker, open ones first; the tables themselves show them nothing. */
export async function relatedActions(tx: Tx) {
  const rows = await tx.$queryRaw<Row[]>`SELECT * FROM app.related_actions()`;
  const names = await namesOf(
    tx,
    rows.map((row) => row.person_id),
  );
  return rows.map((row) => ({
    learnerId: row.learner_id,
    what: row.what,
    who: names.get(row.person_id) ?? "",
    dueOn: fromDateColumn(row.due_on),
    doneAt: row.done_at,
  }));
}
