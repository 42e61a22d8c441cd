import { schoolsOfAuthority } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { fromDateColumn } from "~/platform/format";
import { countFates } from "~/platform/intake/fates";
import type { Openings } from "./calendars.clocks";
import { enteredFrom } from "./calendars.queries.server";
import type { FileRow } from "./internal/file-row";
import { exceptionKey, type PlannedRow, planImport, type Stored } from "./internal/import-plan";

const earliest = "2000-01-01";

async function storedOf(tx: Tx, authorityId: string): Promise<Stored> {
  const { terms, closedDays } = await enteredFrom(tx, authorityId, earliest);
  const schools = await schoolsOfAuthority(tx, authorityId);
  const exceptions = await tx.schoolException.findMany({
    where: { schoolId: { in: schools.map((school) => school.id) } },
    select: { schoolId: true, day: true, name: true, openings: true },
  });
  return {
    terms,
    closedDays: new Map(closedDays.map(({ day, ...closed }) => [day, closed])),
    schools: new Map(schools.map((school) => [school.seedCode, school.id])),
    exceptions: new Map(
      exceptions.map(({ schoolId, day, name, openings }) => [
        exceptionKey(schoolId, fromDateColumn(day)),
        { name, openings: openings as Openings },
      ]),
    ),
  };
}

/** What a file's rows would do to an authority's calendar now. */
export async function plannedImport(
  tx: Tx,
  authorityId: string,
  rows: readonly FileRow[],
): Promise<PlannedRow[]> {
  return planImport(rows, await storedOf(tx, authorityId));
}

/** A file as its preview shows it, and as it is sent on when somebody presses the button. */
export async function importPreview(tx: Tx, authorityId: string, fileRows: readonly FileRow[]) {
  const planned = await plannedImport(tx, authorityId, fileRows);
  const readable = planned.filter(({ row }) => "kind" in row);
  return {
    rows: planned.map(({ row, fate, why }) => ({
      place: row.place,
      name: row.name,
      kind: "kind" in row ? row.kind : null,
      firstDay: "kind" in row ? row.firstDay : null,
      lastDay: "kind" in row ? row.lastDay : null,
      seedCode: "kind" in row ? row.seedCode : null,
      fate,
      why,
    })),
    counts: countFates(planned),
    sent: {
      rows: JSON.stringify(readable.map(({ row }) => row)),
      fates: readable.map(({ fate }) => fate).join(),
    },
  };
}

export type ImportPreview = Awaited<ReturnType<typeof importPreview>>;
