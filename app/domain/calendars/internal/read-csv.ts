import { CsvError, parse } from "csv-parse/sync";
import { Invalid } from "~/platform/errors";
import { mostRows } from "../calendar-import.schema";
import { type ImportKind, importKindLabels, importKinds } from "../calendar-import.words";
import { checkedRow, type FileRow, isDay } from "./file-row";

const columns = ["kind", "name", "first day", "last day", "school"] as const;
const needed = ["kind", "name", "first day"] as const;

type Cells = Record<(typeof columns)[number], string>;
type Line = { cells: string[]; line: number };

const plain = (cell: string): string => cell.trim().toLowerCase().replace(/\s+/g, " ");

function linesOf(text: string): Line[] {
  try {
    const records = parse(text, {
      bom: true,
      delimiter: [",", ";", "\t"],
      info: true,
      max_record_size: 5_000,
      relax_column_count: true,
      skip_empty_lines: true,
      // One more than are taken, and the heading: enough to know that there are too many.
      to: mostRows + 2,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return records.map(({ record, info }) => ({ cells: record, line: info.lines }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === "number" ? ` from line ${error.lines} on` : "";
    throw new Invalid(
      `The file cannot be read as CSV${line}. Look for a quotation mark that is never closed`,
      "file",
    );
  }
}

/** "2026-11-22" from that or from "22/11/2026", as a spreadsheet in Scotland writes it; null for what is no day. */
function dayIn(cell: string): string | null {
  const [, day = "", month = "", year = ""] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(cell) ?? [];
  const written = year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : cell;
  return isDay(written) ? written : null;
}

const kindIn = (cell: string): ImportKind | null =>
  importKinds.find((kind) => importKindLabels[kind] === plain(cell).replace("in service", "in-service")) ??
  null;

function rowOf(cells: Cells, line: number): FileRow {
  const place = `Line ${line}`;
  const firstDay = dayIn(cells["first day"]);
  const lastDay = cells["last day"] === "" ? firstDay : dayIn(cells["last day"]);
  if (firstDay === null || lastDay === null) {
    const which = firstDay === null ? "first" : "last";
    const problem = `The ${which} day must be a real day, such as 2027-08-16 or 16/08/2027`;
    return { place, name: cells.name.slice(0, 80), problem };
  }
  if (cells.school.length > 20)
    return { place, name: cells.name.slice(0, 80), problem: "The school must be a SEED code" };
  const { kind, name, school } = cells;
  return checkedRow({ place, kind: kindIn(kind), name, firstDay, lastDay, seedCode: school || null });
}

/**
 * The rows of a CSV file with a heading line.
 * @throws Invalid when it is no such file, beside the field `file`
 */
export function readCsv(text: string): FileRow[] {
  const [heading, ...lines] = linesOf(text);
  const names = heading?.cells.map(plain) ?? [];
  const missing = needed.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    throw new Invalid(
      `The file is neither an iCal file nor a CSV file with the columns ${columns.join(", ")}. Missing: ${missing.join(", ")}`,
      "file",
    );
  }
  return lines.map(({ cells, line }) => {
    const cell = (column: (typeof columns)[number]) => cells[names.indexOf(column)]?.trim() ?? "";
    const named = Object.fromEntries(columns.map((column) => [column, cell(column)])) as Cells;
    return rowOf(named, line);
  });
}
