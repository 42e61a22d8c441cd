/**
 * Reads rows written as a table: one line each, cells between "|". Empty lines are left out; an empty cell is "".
 * Invented data is easier to read, and to check for repetition, as a table than as objects.
 */
export function rowsOf<const Column extends string>(
  columns: readonly Column[],
  text: string,
): Record<Column, string>[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => {
    const cells = line.split("|").map((cell) => cell.trim());
    if (cells.length !== columns.length)
      throw new Error(`"${line}" has ${cells.length} cells, not ${columns.length}`);
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ""])) as Record<
      Column,
      string
    >;
  });
}
