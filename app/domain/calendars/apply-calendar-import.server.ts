import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Conflict } from "~/platform/errors";
import { toDateColumn } from "~/platform/format";
import { countFates } from "~/platform/intake/fates";
import { plannedImport } from "./calendar-import.queries.server";
import type { ApplyCalendarImportInput } from "./calendar-import.schema";
import { closureColumns } from "./internal/closures";
import { editCalendar } from "./internal/edit-calendar.server";
import type { Change } from "./internal/import-plan";

type Of<Kind extends Change["kind"]> = Extract<Change, { kind: Kind }>;

const only = <Kind extends Change["kind"]>(changes: readonly Change[], kind: Kind): Of<Kind>[] =>
  changes.filter((change): change is Of<Kind> => change.kind === kind);

async function writeTerms(tx: Tx, authorityId: string, changes: readonly Of<"term">[]): Promise<void> {
  const data = changes.map(({ term }) => ({
    authorityId,
    name: term.name,
    startsOn: toDateColumn(term.startsOn),
    endsOn: toDateColumn(term.endsOn),
  }));
  await tx.term.deleteMany({ where: { authorityId, startsOn: { in: data.map((term) => term.startsOn) } } });
  await tx.term.createMany({ data });
}

async function writeClosedDays(
  tx: Tx,
  authorityId: string,
  changes: readonly Of<"closed_day">[],
): Promise<void> {
  const data = changes.map(({ day, name, closes }) => ({
    authorityId,
    day: toDateColumn(day),
    name,
    ...closureColumns(closes),
  }));
  await tx.closedDay.deleteMany({ where: { authorityId, day: { in: data.map(({ day }) => day) } } });
  await tx.closedDay.createMany({ data });
}

async function writeSchoolDays(tx: Tx, changes: readonly Of<"school_day">[]): Promise<void> {
  for (const schoolId of new Set(changes.map((change) => change.schoolId))) {
    const data = changes
      .filter((change) => change.schoolId === schoolId)
      .map(({ day, name, openings }) => ({ schoolId, day: toDateColumn(day), name, openings }));
    await tx.schoolException.deleteMany({ where: { schoolId, day: { in: data.map(({ day }) => day) } } });
    await tx.schoolException.createMany({ data });
  }
}

/**
 * Writes what a file's rows change in an authority's calendar, all of it or nothing; rows that are refused are left
 * out. The same file a second time changes nothing.
 * @throws NotAllowed; NotFound; Conflict when the calendar was changed since somebody was shown what the file would do
 */
export function applyCalendarImport(
  actor: Actor,
  input: ApplyCalendarImportInput,
  clock: Clock,
): Promise<void> {
  return asActor(actor, async (tx) => {
    const { authorityId, rows, fates } = input;
    await editCalendar(tx, actor, authorityId);
    const planned = await plannedImport(tx, authorityId, rows);
    // A second press finds every row unchanged, which is as it should be.
    const isAsShown = planned.every(({ fate }, index) => fate === fates[index] || fate === "unchanged");
    if (!isAsShown) throw new Conflict("The calendar has changed since. Read the rows again, then save.");
    const changes = planned.flatMap((row) => row.changes);
    if (changes.length === 0) return;
    await writeTerms(tx, authorityId, only(changes, "term"));
    await writeClosedDays(tx, authorityId, only(changes, "closed_day"));
    await writeSchoolDays(tx, only(changes, "school_day"));
    await writeAuditLine(tx, {
      at: clock.now(),
      personId: actor.personId,
      action: "calendar.imported",
      subject: { kind: "authority", id: authorityId },
      detail: countFates(planned),
    });
  });
}
