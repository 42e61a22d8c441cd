import { addEvents, type NewEvent } from "~/domain/chronology/add-event.server";
import type { Tx } from "~/platform/database.server";
import { toDateColumn } from "~/platform/format";
import type { By } from "./save-learners.server";

/** A learner on a school's roll: `kind` is main or shared. */
export type Enrolled = { learnerId: string; schoolId: string; kind: string };

/** The same from a day on; days as "2026-11-22", the last one included, null while it lasts. */
export type NewEnrolment = Enrolled & {
  startedOn: string;
  endedOn: string | null;
};

/** The last day of something that is on record. */
export type LastDay = { id: string; endedOn: string };

type Said = { kind: NewEvent["kind"]; main: string; shared: string };
const started: Said = {
  kind: "enrolment.started",
  main: "On the roll of this school",
  shared: "Shares time at this school",
};
const left: Said = {
  kind: "enrolment.ended",
  main: "Last day on the roll of this school recorded",
  shared: "Last day of sharing time at this school recorded",
};

const event = ({ learnerId, schoolId, kind }: Enrolled, said: Said, by: By): NewEvent => ({
  ...by,
  kind: said.kind,
  about: { kind: "learner", id: learnerId },
  learnerId,
  schoolId,
  audience: "school_and_virtual_school",
  summary: kind === "main" ? said.main : said.shared,
});

type Enrolments = {
  ended: readonly LastDay[];
  started: readonly NewEnrolment[];
  /** Whose last day is told by itself, and not by the next school. */
  left: readonly Enrolled[];
};

/**
 * Ends enrolments, then adds new ones, each checked by the caller, with the event of each new one and of those `left`. For imports: the
 * transaction is on behalf of somebody who may change enrolments, and the caller writes its audit line.
 */
export async function saveEnrolments(tx: Tx, enrolments: Enrolments, by: By): Promise<void> {
  await tx.$executeRaw`
    UPDATE school_enrolment SET ended_on = new."endedOn"
    FROM jsonb_to_recordset(${JSON.stringify(enrolments.ended)}::jsonb) AS new (id uuid, "endedOn" date) WHERE school_enrolment.id = new.id`;
  await tx.schoolEnrolment.createMany({
    data: enrolments.started.map(({ startedOn, endedOn, ...row }) => ({
      ...row,
      startedOn: toDateColumn(startedOn),
      endedOn: endedOn && toDateColumn(endedOn),
    })),
  });
  await addEvents(tx, [
    ...enrolments.started.map((row) => event(row, started, by)),
    ...enrolments.left.map((row) => event(row, left, by)),
  ]);
}
