import { Invalid } from "../errors";

const startsWith = (bytes: Uint8Array, signature: readonly number[]) =>
  signature.every((byte, index) => bytes[index] === byte);

const zip = [0x50, 0x4b, 0x03, 0x04];

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
  if (startsWith(bytes, zip)) {
    throw new Invalid(
      "This is a zip file or an Excel workbook. In Excel, save it as CSV, then choose that file",
      "file",
    );
  }
  // UTF-16 is full of NUL bytes too.
  if (bytes.includes(0)) throw new Invalid(`This is not a text file. Choose ${wanted}`, "file");
  const text = decoded(bytes);
  if (text.trim() === "") throw new Invalid("The file is empty", "file");
  return text;
}
