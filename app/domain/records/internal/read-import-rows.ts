import { cellReader, type Mapping } from "~/platform/intake/mapping";
import { isMonthFirst, readCell } from "./column-parsers";
import { type ImportKind, type Refusal, type RowValues, refused } from "./import-kind";

export type StoredCells = { line: number; cells: readonly string[] };

/** What a row says, or why it cannot be used. */
export type ReadRow = { line: number; values: RowValues } | { line: number; refusal: Refusal };

function readRow(kind: ImportKind, cell: (name: string) => string): RowValues | Refusal {
  const values: RowValues = {};
  for (const { name, label, isRequired, parse } of kind.columns) {
    const read = readCell(parse, cell(name));
    if (read !== null && typeof read === "object") return refused("malformed", `${label} ${read.problem}`);
    if (read === null && isRequired) return refused("malformed", `${label} is missing`);
    values[name] = read;
  }
  const sets = kind.identifiedBy ?? [];
  const isIdentified = sets.length === 0 || sets.some((set) => set.every((name) => values[name] !== null));
  return isIdentified
    ? values
    : refused("malformed", "An SCN is missing, or the whole name with the date of birth");
}

const isRefusal = (read: RowValues | Refusal): read is Refusal => "cause" in read && "problem" in read;

/** What rows of a file say, read by a mapping. */
export function readRows(
  kind: ImportKind,
  rows: readonly StoredCells[],
  { headings, mapping }: { headings: readonly string[]; mapping: Mapping<string> },
): ReadRow[] {
  const cell = cellReader(headings, mapping);
  return rows.map(({ line, cells }) => {
    const read = readRow(kind, (name) => cell(cells, name));
    return isRefusal(read) ? { line, refusal: read } : { line, values: read };
  });
}

/** The first cell by which a column of days is written month first; then none of it can be trusted. */
export function monthFirst(
  kind: ImportKind,
  rows: readonly StoredCells[],
  { headings, mapping }: { headings: readonly string[]; mapping: Mapping<string> },
): { name: string; line: number } | null {
  const cell = cellReader(headings, mapping);
  for (const { name } of kind.columns.filter(({ isDay }) => isDay))
    for (const row of rows) if (isMonthFirst(cell(row.cells, name))) return { name, line: row.line };
  return null;
}
