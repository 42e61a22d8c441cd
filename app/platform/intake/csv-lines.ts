import { CsvError, parse } from "csv-parse/sync";
import { Invalid } from "../errors";

/** One line of a CSV file, and where it stands in it: the first is 1. */
export type CsvLine = { cells: string[]; line: number };

const options = {
  bom: true,
  info: true,
  max_record_size: 5_000,
  relax_column_count: true,
  skip_empty_lines: true,
} as const;

/**
 * The lines of a CSV file with the heading first; separated by commas, semicolons or tabs. At most one line more than
 * `mostRows` and the heading: enough to know that there are too many. `separator` when it is known.
 * @throws Invalid when it is no CSV, beside the field `file`
 */
export function csvLines(text: string, mostRows: number, separator?: string): CsvLine[] {
  try {
    const records = parse(text, {
      ...options,
      delimiter: separator ?? [",", ";", "\t"],
      // ="012345678" is how a spreadsheet is made to keep a leading zero; it is text here and never worked out.
      relax_quotes: separator !== undefined,
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
