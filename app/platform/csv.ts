// Excel and its like run a cell that begins so, and it may send what else is on the sheet to somebody.
const formula = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;

const cellOf = (text: string): string => {
  const harmless = formula.test(text) ? `'${text}` : text;
  return /[",\r\n\t;']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

/**
 * A file for spreadsheets: UTF-8 with its mark, so that Excel reads accents; comma and CRLF; a cell that could run as a
 * formula begins with an apostrophe.
 */
export function csvOf(lines: readonly (readonly string[])[]): string {
  return `\uFEFF${lines.map((cells) => `${cells.map(cellOf).join(",")}\r\n`).join("")}`;
}
