import { formatDay } from "~/platform/format";
import type { Fate } from "~/platform/intake/fates";
import type { ImportRow } from "../calendar-import.schema";
import { addCalendarDays, type Openings, weekdayOf } from "../calendars.clocks";
import type { Closure } from "../calendars.words";
import type { FileRow } from "./file-row";

export type StoredTerm = { name: string; startsOn: string; endsOn: string };

/** What the authority has entered, and its schools by SEED code. */
export type Stored = {
  terms: readonly StoredTerm[];
  /** By day. */
  closedDays: ReadonlyMap<string, { name: string; closes: Closure }>;
  /** School ids by SEED code. */
  schools: ReadonlyMap<string, string>;
  /** By school and day: `exceptionKey`. */
  exceptions: ReadonlyMap<string, { name: string; openings: Openings }>;
};

export const exceptionKey = (schoolId: string, day: string): string => `${schoolId} ${day}`;

/** What is written for a row: a term, closed days, or days of one school. */
export type Change =
  | { kind: "term"; term: StoredTerm }
  | { kind: "closed_day"; day: string; name: string; closes: Closure }
  | { kind: "school_day"; day: string; name: string; schoolId: string; openings: Openings };

export type PlannedRow = { row: FileRow; fate: Fate; why: string | null; changes: Change[] };

const closes = {
  in_service: "schools",
  local_holiday: "schools_and_duty",
  public_holiday: "schools_and_duty",
  half_day: "half_day",
} as const satisfies Record<Exclude<ImportRow["kind"], "term">, Closure>;

/** Monday to Friday: at the weekend a holiday that goes on changes nothing. */
function weekdaysOf({ firstDay, lastDay }: ImportRow): string[] {
  const days: string[] = [];
  for (let day = firstDay; day <= lastDay; day = addCalendarDays(day, 1))
    if (weekdayOf(day) <= 5) days.push(day);
  return days;
}

/** What the rows so far have taken. */
type Taken = { terms: Map<string, StoredTerm>; keys: Map<string, string> };

const refused = (row: FileRow, why: string): PlannedRow => ({ row, fate: "refused", why, changes: [] });

/** Unchanged when all its days are as the calendar has them, new when the calendar has none of them. */
function fateOf(known: readonly (boolean | null)[]): Fate {
  if (known.every((isSame) => isSame === true)) return "unchanged";
  return known.every((isSame) => isSame === null) ? "new" : "changed";
}

/** Null: not there; else whether it is the same. */
function compared<T extends object>(stored: T | undefined, wanted: T): boolean | null {
  if (stored === undefined) return null;
  return (Object.keys(wanted) as (keyof T)[]).every((key) => stored[key] === wanted[key]);
}

function plannedTerm(row: ImportRow, stored: Stored, taken: Taken): PlannedRow {
  if (row.seedCode !== null) return refused(row, "A term is for the whole authority: leave the school empty");
  const term = { name: row.name, startsOn: row.firstDay, endsOn: row.lastDay };
  const others = [...taken.terms.values()].filter((other) => other.startsOn !== term.startsOn);
  const inTheWay = others.find((other) => other.startsOn <= term.endsOn && term.startsOn <= other.endsOn);
  if (inTheWay) {
    const which = `the term that starts on ${formatDay(inTheWay.startsOn)}`;
    return refused(row, `Its days overlap ${which}. Take that one out first, or correct the file`);
  }
  taken.terms.set(term.startsOn, term);
  const before = stored.terms.find((other) => other.startsOn === term.startsOn);
  const fate = fateOf([compared(before, term)]);
  return { row, fate, why: null, changes: fate === "unchanged" ? [] : [{ kind: "term", term }] };
}

type DayRow = ImportRow & { kind: keyof typeof closes };

function plannedDays(row: DayRow, stored: Stored, days: readonly string[]): PlannedRow {
  const value = { name: row.name, closes: closes[row.kind] };
  const known = days.map((day) => compared(stored.closedDays.get(day), value));
  const open = days.filter((_, index) => known[index] !== true);
  const changes = open.map((day) => ({ kind: "closed_day" as const, day, ...value }));
  return { row, fate: fateOf(known), why: null, changes };
}

function plannedSchoolDays(
  row: DayRow,
  stored: Stored,
  days: readonly string[],
  schoolId: string,
): PlannedRow {
  const openings: Openings = row.kind === "half_day" ? 1 : 0;
  const value = { name: row.name, openings };
  const known = days.map((day) => compared(stored.exceptions.get(exceptionKey(schoolId, day)), value));
  const open = days.filter((_, index) => known[index] !== true);
  const changes = open.map((day) => ({ kind: "school_day" as const, day, schoolId, ...value }));
  return { row, fate: fateOf(known), why: null, changes };
}

function plannedRow(row: FileRow, stored: Stored, taken: Taken): PlannedRow {
  if ("problem" in row) return refused(row, row.problem);
  const schoolId = row.seedCode === null ? null : stored.schools.get(row.seedCode);
  if (schoolId === undefined)
    return refused(row, `No school of this authority has the SEED code ${row.seedCode}`);
  const days = row.kind === "term" ? [row.firstDay] : weekdaysOf(row);
  if (days.length === 0) return refused(row, "It falls on a weekend, when schools are closed anyway");
  const keys = days.map((day) => `${row.kind === "term" ? "term" : (schoolId ?? "all")} ${day}`);
  const earlier = keys.map((key) => taken.keys.get(key)).find((place) => place !== undefined);
  if (earlier) return refused(row, `${earlier} of the file is for the same day`);
  const planned =
    row.kind === "term"
      ? plannedTerm(row, stored, taken)
      : schoolId === null
        ? plannedDays({ ...row, kind: row.kind }, stored, days)
        : plannedSchoolDays({ ...row, kind: row.kind }, stored, days, schoolId);
  if (planned.fate !== "refused") for (const key of keys) taken.keys.set(key, row.place);
  return planned;
}

/** What each row of a file would do to the calendar, in the order of the file. A row is taken whole or not at all. */
export function planImport(rows: readonly FileRow[], stored: Stored): PlannedRow[] {
  const taken: Taken = {
    terms: new Map(stored.terms.map((term) => [term.startsOn, term])),
    keys: new Map(),
  };
  return rows.map((row) => plannedRow(row, stored, taken));
}
