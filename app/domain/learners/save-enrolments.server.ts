import { addEvents, type NewEvent } from "~/domain/chronology/add-event.server";
import type { Tx } from "~/platform/database.server";
import { toDateColumn } from "~/platform/format";
import type { By } from "./save-learners.server";

/** A learner on a school's roll; days as "2026-11-22", the last one included, null while it lasts. */
export type NewEnrolment = {
  learnerId: string;
  schoolId: string;
  kind: "main" | "shared";
  startedOn: string;
  endedOn: string | null;
};

/** The last day of something that is on record. */
export type LastDay = { id: string; endedOn: string };

const event = ({ learnerId, schoolId, kind }: NewEnrolment, by: By): NewEvent => ({
  ...by,
  kind: "enrolment.started",
  about: { kind: "learner", id: learnerId },
  learnerId,
  schoolId,
  audience: "school_and_virtual_school",
  summary: kind === "main" ? "On the roll of this school" : "Shares time at this school",
});

/**
 * Ends enrolments, then adds new ones, each checked by the caller, with the event of each new one. For imports: the
 * transaction is on behalf of somebody who may change enrolments, and the caller writes its audit line.
 */
export async function saveEnrolments(
  tx: Tx,
  { ended, started }: { ended: readonly LastDay[]; started: readonly NewEnrolment[] },
  by: By,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE school_enrolment SET ended_on = new."endedOn"
    FROM jsonb_to_recordset(${JSON.stringify(ended)}::jsonb) AS new (id uuid, "endedOn" date) WHERE school_enrolment.id = new.id`;
  await tx.schoolEnrolment.createMany({
    data: started.map(({ startedOn, endedOn, ...row }) => ({
      ...row,
      startedOn: toDateColumn(startedOn),
      endedOn: endedOn && toDateColumn(endedOn),
    })),
  });
  await addEvents(
    tx,
    started.map((row) => event(row, by)),
  );
}
