import { isZip } from "./file-text";
import { type IntakeTable, readTable, type TableLimits, tableOf } from "./read-table";
import { workbookLines } from "./workbook-lines.server";

/**
 * The table of a CSV file or of the first sheet of an Excel workbook (.xlsx).
 * @throws Invalid with a sentence when nothing of it can be used, beside the field `file`
 */
export async function readAnyTable(bytes: Uint8Array, limits: TableLimits): Promise<IntakeTable> {
  return isZip(bytes)
    ? tableOf(await workbookLines(bytes, limits.mostRows), limits)
    : readTable(bytes, limits);
}
