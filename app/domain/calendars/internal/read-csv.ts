import { Invalid } from "~/platform/errors";
import { dayIn } from "~/platform/intake/cells";
import { csvLines } from "~/platform/intake/csv-lines";
import { mostRows } from "../calendar-import.schema";
import { type ImportKind, importKindLabels, importKinds } from "../calendar-import.words";
import { checkedRow, type FileRow } from "./file-row";

const columns = ["kind", "name", "first day", "last day", "school"] as const;
const needed = ["kind", "name", "first day"] as const;

type Cells = Record<(typeof columns)[number], string>;
const plain = (cell: string): string => cell.trim().toLowerCase().replace(/\s+/g, " ");

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
  const [heading, ...lines] = csvLines(text, mostRows);
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
