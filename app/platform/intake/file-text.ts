import { Invalid } from "../errors";

const startsWith = (bytes: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, index) => bytes[index] === byte);

/** Of a zip file, and so of an Excel workbook (.xlsx). */
export const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]);

/** Of an Excel file from before 2007, and of a workbook with a password. */
const oldOffice = [0xd0, 0xcf, 0x11, 0xe0];

/** UTF-8, as nearly every program writes it; else windows-1252, as an older Excel does. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/**
 * The text of a file, without a byte order mark. `wanted` is what to choose instead of a file that is no text.
 * @throws Invalid for what is no text, beside the field `file`
 */
export function fileText(bytes: Uint8Array, wanted = "a CSV file"): string {
  if (isZip(bytes)) {
    throw new Invalid(
      "This is a zip file or an Excel workbook. In Excel, save it as CSV, then choose that file",
      "file",
    );
  }
  if (startsWith(bytes, oldOffice)) {
    throw new Invalid(
      "This is an old Excel file (.xls), or one with a password. In Excel, save it as CSV, then choose that file",
      "file",
    );
  }
  // UTF-16 is full of NUL bytes too.
  if (bytes.includes(0)) throw new Invalid(`This is not a text file. Choose ${wanted}`, "file");
  const text = decoded(bytes);
  if (text.trim() === "") throw new Invalid("The file is empty", "file");
  return text;
}
