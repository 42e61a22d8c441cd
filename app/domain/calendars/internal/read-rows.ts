import { Invalid } from "~/platform/errors";
import { fileText } from "~/platform/intake/file-text";
import { mostRows } from "../calendar-import.schema";
import type { FileRow } from "./file-row";
import { readCsv } from "./read-csv";
import { looksLikeIcal, readIcal } from "./read-ical";

/**
 * The rows of a calendar file, iCal or CSV by what is in it, whatever its name.
 * @throws Invalid with a sentence when nothing of it can be used, beside the field `file`
 */
export function readRows(bytes: Uint8Array): FileRow[] {
  const text = fileText(bytes, "an iCal or a CSV file");
  const rows = looksLikeIcal(text) ? readIcal(text) : readCsv(text);
  if (rows.length === 0) throw new Invalid("The file has no rows", "file");
  if (rows.length > mostRows)
    throw new Invalid(`The file must have ${mostRows.toLocaleString("en-GB")} rows or fewer`, "file");
  return rows;
}
