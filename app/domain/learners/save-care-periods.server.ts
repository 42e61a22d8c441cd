import { addEvents, type NewEvent } from "~/domain/chronology/add-event.server";
import type { Tx } from "~/platform/database.server";
import { toDateColumn } from "~/platform/format";
import type { By } from "./save-learners.server";

/** One way of being looked after; days as "2026-11-22", the last one included, null while it lasts. */
export type NewCarePeriod = {
  learnerId: string;
  category: string;
  startedOn: string;
  endedOn: string | null;
  legalBasis: string | null;
  homeAuthorityId: string;
  source: string;
};

/** What a file may change of a period on record; null leaves what is there. Its verification ends with a change. */
export type ChangedCarePeriod = { id: string; endedOn: string | null; legalBasis: string | null };

const event = (row: { learnerId: string; schoolId: string }, by: By): NewEvent => ({
  ...by,
  kind: "care_period.added",
  about: { kind: "learner", id: row.learnerId },
  learnerId: row.learnerId,
  schoolId: row.schoolId,
  audience: "virtual_school_only",
  summary: "Care experience updated",
});

type Care = {
  changed: readonly ChangedCarePeriod[];
  added: readonly NewCarePeriod[];
  /** Whose care is new or changed, with their main school. */
  learners: readonly { learnerId: string; schoolId: string }[];
};

/**
 * Changes and adds care periods, each checked by the caller, with an event for each learner. For imports: the transaction is
 * on behalf of somebody who may change care periods, and the caller writes its audit line.
 */
export async function saveCarePeriods(tx: Tx, { changed, added, learners }: Care, by: By): Promise<void> {
  await tx.$executeRaw`
    UPDATE care_period SET ended_on = coalesce(new."endedOn", ended_on), legal_basis = coalesce(new."legalBasis", legal_basis),
      verified_by_id = NULL, verified_on = NULL, version = version + 1
    FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) AS new (id uuid, "endedOn" date, "legalBasis" text)
    WHERE care_period.id = new.id`;
  await tx.carePeriod.createMany({
    data: added.map(({ startedOn, endedOn, ...row }) => ({
      ...row,
      startedOn: toDateColumn(startedOn),
      endedOn: endedOn && toDateColumn(endedOn),
    })),
  });
  await addEvents(
    tx,
    learners.map((row) => event(row, by)),
  );
}
