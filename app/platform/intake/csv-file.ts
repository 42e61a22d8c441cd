/** A spreadsheet would work out what begins like this; a quotation mark in front keeps it text. */
const looksLikeFormula = /^[=+\-@\t\r]/;

const cellText = (cell: string): string => {
  const text = looksLikeFormula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Lines of cells as a CSV file that spreadsheets open with its letters whole and with nothing in it worked out. */
export const csvFile = (lines: readonly (readonly string[])[]): string =>
  `\uFEFF${lines.map((cells) => `${cells.map(cellText).join(",")}\r\n`).join("")}`;
