import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { toDateColumn } from "~/platform/format";
import type { RemoveSchoolExceptionInput, SaveSchoolExceptionInput } from "./calendars.schema";
import { editSchoolCalendar } from "./internal/edit-calendar.server";

/**
 * Adds a day on which one school does otherwise than its authority, or changes it.
 * @throws NotAllowed; NotFound
 */
export function saveSchoolException(
  actor: Actor,
  input: SaveSchoolExceptionInput,
  clock: Clock,
): Promise<void> {
  return asActor(actor, async (tx) => {
    const { schoolId, name, openings } = input;
    await editSchoolCalendar(tx, actor, schoolId);
    const key = { schoolId, day: toDateColumn(input.day) };
    await tx.schoolException.upsert({
      where: { schoolId_day: key },
      create: { ...key, name, openings },
      update: { name, openings },
    });
    await writeAuditLine(tx, {
      at: clock.now(),
      personId: actor.personId,
      action: "school_exception.saved",
      subject: { kind: "school", id: schoolId },
      detail: { day: input.day, openings },
    });
  });
}

/**
 * Takes such a day out again: the school does as its authority. One that is not there stays so.
 * @throws NotAllowed; NotFound
 */
export function removeSchoolException(
  actor: Actor,
  input: RemoveSchoolExceptionInput,
  clock: Clock,
): Promise<void> {
  return asActor(actor, async (tx) => {
    const { schoolId, day } = input;
    await editSchoolCalendar(tx, actor, schoolId);
    const { count } = await tx.schoolException.deleteMany({ where: { schoolId, day: toDateColumn(day) } });
    if (count === 0) return;
    await writeAuditLine(tx, {
      at: clock.now(),
      personId: actor.personId,
      action: "school_exception.removed",
      subject: { kind: "school", id: schoolId },
      detail: { day },
    });
  });
}
