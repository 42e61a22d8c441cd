const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Is there such a day? "2026-02-30" is none. */
const isRealDay = (day: string): boolean => {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
};

const written = (year: string, month: string | number, day: string): string | null => {
  const text = `${year}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isRealDay(text) ? text : null;
};

const firstSerial = 36_526;
const lastSerial = 73_050;
const dayMilliseconds = 86_400_000;

/** Day 1 of a spreadsheet is 1 January 1900, and it takes 1900 for a leap year. */
const fromSerial = (serial: number): string | null =>
  firstSerial <= serial && serial <= lastSerial
    ? new Date(Date.UTC(1899, 11, 30) + serial * dayMilliseconds).toISOString().slice(0, 10)
    : null;

/** The text of a cell; `="012345678"`, as a spreadsheet keeps a leading zero, is what stands in it. */
export const textIn = (cell: string): string => /^="([^"]*)"$/.exec(cell.trim())?.[1] ?? cell.trim();

/**
 * The day in a cell, "2026-11-22", from that, "22/11/2026" (always day first), "22-Nov-26", "22 Nov 2026" or the serial
 * number of a spreadsheet for a day since 2000; a time after it is left out. Null for what is no day.
 */
export function dayIn(cell: string): string | null {
  const text = textIn(cell).replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, "");
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso) return written(iso[1] ?? "", iso[2] ?? "", iso[3] ?? "");
  const slashed = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(text);
  if (slashed) return written(slashed[3] ?? "", slashed[2] ?? "", slashed[1] ?? "");
  const named = /^(\d{1,2})[- ]([a-z]{3})[a-z]*[- ](\d{2}|\d{4})$/i.exec(text);
  if (named) {
    const [, day = "", month = "", year = ""] = named;
    const index = months.indexOf(month.toLowerCase());
    return index < 0 ? null : written(year.length === 2 ? `20${year}` : year, index + 1, day);
  }
  return /^\d{5}(\.0+)?$/.test(text) ? fromSerial(Number(text)) : null;
}

/** The number in a cell, 0 or more: "4", "2.5", "2,5". Null for what is none. */
export function numberIn(cell: string): number | null {
  const text = textIn(cell).replace(",", ".");
  return /^\d{1,6}(\.\d{1,4})?$/.test(text) ? Number(text) : null;
}
