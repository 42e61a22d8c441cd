import type { ImportRow } from "../calendar-import.schema";
import { addCalendarDays } from "../calendars.clocks";

/** A row that could not be read, and why. */
export type UnreadRow = { place: string; name: string; problem: string };

export type FileRow = ImportRow | UnreadRow;

/** What a file says in one row, before anything of it is checked. `kind` is null when no word of it says what it is. */
export type RawRow = Omit<ImportRow, "kind"> & { kind: ImportRow["kind"] | null };

const longestDays = { term: 200, other: 62 } as const;

const unknownKind =
  "It is not clear what this is. It must be a term, an in-service day, a local holiday, a public holiday or a half day";

/** Nothing that could not be seen on a page, such as signs that turn the direction of text round. */
const visible = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();

function problemOf({ kind, firstDay, lastDay }: RawRow, name: string): string | null {
  if (kind === null) return unknownKind;
  if (name.length < 2) return "The name is missing";
  if (name.length > 80) return "The name must be 80 characters or fewer";
  if (lastDay < firstDay) return "The last day is before the first day";
  if (firstDay < "2000" || lastDay >= "2100") return "The year must be between 2000 and 2099";
  const most = kind === "term" ? longestDays.term : longestDays.other;
  return lastDay < addCalendarDays(firstDay, most) ? null : `It must be ${most} days or shorter`;
}

/** The row where it can be used, else what is wrong with it. */
export function checkedRow(raw: RawRow): FileRow {
  const name = visible(raw.name);
  const problem = problemOf(raw, name);
  if (problem !== null || raw.kind === null)
    return { place: raw.place, name: name.slice(0, 80), problem: problem ?? unknownKind };
  return { ...raw, kind: raw.kind, name };
}

/** Is there such a day? "2026-02-30" is none. */
export const isDay = (day: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) &&
  !Number.isNaN(Date.parse(day)) &&
  new Date(day).toISOString().startsWith(day);
