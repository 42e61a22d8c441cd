import type { Tx } from "~/platform/database.server";

// What schools record, imported: each checked by the caller, who acts for somebody who sees every learner and writes the
// audit line. One statement however many; of what is there already, what differs is changed.

/** One opening of a learner; `day` is "2026-11-22". */
export type AttendanceRow = {
  learnerId: string;
  day: string;
  half: string;
  wasPresent: boolean;
  code: string | null;
};

/** Half days as schools recorded them. */
export async function saveAttendance(tx: Tx, rows: readonly AttendanceRow[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO learner_attendance (learner_id, day, half, was_present, code)
    SELECT "learnerId", day, half, "wasPresent", code FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS new ("learnerId" uuid, day date, half text, "wasPresent" boolean, code text)
    ON CONFLICT (learner_id, day, half) DO UPDATE
      SET was_present = excluded.was_present, code = coalesce(excluded.code, learner_attendance.code)`;
}

/** A level or an award of a learner; `achievedOn` is "2026-11-22". */
export type AttainmentRow = { learnerId: string; subject: string; achievedOn: string; level: string };

/** Levels and awards. */
export async function saveAttainment(tx: Tx, rows: readonly AttainmentRow[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO learner_attainment (learner_id, subject, achieved_on, level)
    SELECT "learnerId", subject, "achievedOn", level FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS new ("learnerId" uuid, subject text, "achievedOn" date, level text)
    ON CONFLICT (learner_id, subject, achieved_on) DO UPDATE SET level = excluded.level`;
}

/** What a learner went on to, as one of the two surveys counted them; `countedOn` is "2026-11-22". */
export type DestinationRow = { learnerId: string; survey: string; countedOn: string; destination: string };

/** Destinations after school. */
export async function saveDestinations(tx: Tx, rows: readonly DestinationRow[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO learner_destination (learner_id, survey, counted_on, destination)
    SELECT "learnerId", survey, "countedOn", destination FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS new ("learnerId" uuid, survey text, "countedOn" date, destination text)
    ON CONFLICT (learner_id, survey) DO UPDATE SET counted_on = excluded.counted_on, destination = excluded.destination`;
}
