import type { FileRow } from "./internal/file-row";
import { readRows } from "./internal/read-rows";

/**
 * The rows of an uploaded iCal or CSV file, each checked by itself; nothing is stored.
 * @throws Invalid beside the field `file` when nothing of it can be used
 */
export async function readCalendarFile(file: File): Promise<FileRow[]> {
  return readRows(new Uint8Array(await file.arrayBuffer()));
}
