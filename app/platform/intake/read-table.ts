import { Invalid } from "../errors";
import { type CsvLine, csvLines } from "./csv-lines";
import { fileText } from "./file-text";

/** A row of a table: its cells in the order of the headings, all of them text as written, and its line in the file. */
export type TableRow = { line: number; cells: string[] };
export type IntakeTable = { headings: string[]; rows: TableRow[] };

/** Columns that a table may have. */
export const mostColumns = 60;
/** Letters of a cell that are kept. */
export const longestCell = 500;

/** The separator that the heading line holds most often; a comma in a quoted heading does not count. */
function separatorOf(text: string): string {
  const [heading = ""] = text.replace(/"[^"]*"/g, "").split(/\r\n|\r|\n/, 1);
  const times = (separator: string) => heading.split(separator).length;
  return [",", ";", "\t"].reduce((best, each) => (times(each) > times(best) ? each : best));
}

/** Names for the columns, no two alike: a second "Date" in column 4 is "Date (column 4)". */
function headingsOf(cells: readonly string[]): string[] {
  const names = cells.map((cell) => shown(cell).slice(0, 80));
  return names.map((name, index) => {
    if (name === "") return `Column ${index + 1}`;
    return names.indexOf(name) === index ? name : `${name} (column ${index + 1})`;
  });
}

/** Without what cannot be seen on a page, such as signs that turn the direction of text round. */
const shown = (cell: string): string =>
  cell
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();

export type TableLimits = {
  mostRows: number;
  /** Two columns with one heading are refused, instead of named by where they stand. */
  hasOwnHeadings?: boolean;
};

function refuseDoubled(cells: readonly string[]): void {
  const names = cells.map((cell) => shown(cell).toLowerCase()).filter(Boolean);
  const doubled = cells.find((cell) => names.filter((name) => name === shown(cell).toLowerCase()).length > 1);
  if (doubled === undefined) return;
  throw new Invalid(
    `Two columns have the heading “${shown(doubled).slice(0, 80)}”. Give each column a heading of its own`,
    "file",
  );
}

/**
 * The table that lines make, the first one being its headings. Empty lines are left out.
 * @throws Invalid with a sentence when nothing of it can be used, beside the field `file`
 */
export function tableOf(all: readonly CsvLine[], { mostRows, hasOwnHeadings }: TableLimits): IntakeTable {
  const [heading, ...lines] = all;
  const headings = headingsOf(heading?.cells ?? []);
  if (headings.length < 2) throw new Invalid("The file must have at least two columns", "file");
  if (headings.length > mostColumns)
    throw new Invalid(`The file must have ${mostColumns} columns or fewer`, "file");
  if (hasOwnHeadings) refuseDoubled(heading?.cells ?? []);
  const rows = lines
    .map(({ line, cells }) => ({ line, cells: cells.map((cell) => shown(cell).slice(0, longestCell)) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  if (rows.length === 0) throw new Invalid("The file has no rows below its headings", "file");
  // Of all lines: behind an empty one there may be more that were not read.
  if (lines.length > mostRows)
    throw new Invalid(`The file must have ${mostRows.toLocaleString("en-GB")} rows or fewer`, "file");
  return { headings, rows };
}

/**
 * The table of a CSV file: UTF-8 or windows-1252, separated by commas, semicolons or tabs. Nothing is worked out or
 * turned into a number: leading zeros and formulas stay as they are written.
 * @throws Invalid with a sentence when nothing of it can be used, beside the field `file`
 */
export function readTable(bytes: Uint8Array, limits: TableLimits): IntakeTable {
  const text = fileText(bytes);
  return tableOf(csvLines(text, limits.mostRows, separatorOf(text)), limits);
}
