import { scnField } from "~/domain/learners/learner-details.schema";
import { dayIn, textIn } from "~/platform/intake/cells";

/** What a cell says, in the one way in which it is written here, or what is wrong with it: "must be …". */
export type ColumnParser = (text: string) => string | { problem: string };

const wrong = (problem: string) => ({ problem });

/** Text of up to `limit` characters. */
export const aText =
  (limit: number): ColumnParser =>
  (text) =>
    text.length <= limit ? text : wrong(`must be ${limit} characters or fewer`);

/** A name: text with a letter in it. */
export const aName: ColumnParser = (text) =>
  /\p{L}/u.test(text) ? aText(80)(text) : wrong("must be a name, with letters");

/** A day, from `earliest` on: "2026-11-22". */
export const aDay =
  (earliest = "1990-01-01"): ColumnParser =>
  (text) => {
    const day = dayIn(text);
    if (day === null)
      return wrong("must be a real day with the day first, such as 03/11/2026, or 2026-11-03");
    return day >= earliest && day < "2100" ? day : wrong(`must be between ${earliest.slice(0, 4)} and 2099`);
  };

/** Nine digits; other numbers are never kept. */
export const anScn: ColumnParser = (text) => {
  if (/^\d{7,8}$/.test(text))
    return wrong(
      "must be 9 digits; a spreadsheet may have dropped a zero in front. Make the column text, then enter it anew",
    );
  const parsed = scnField.safeParse(text);
  if (parsed.success && parsed.data) return parsed.data;
  return wrong(parsed.error?.issues[0]?.message.replace(/^.*SCN must/, "must") ?? "must be 9 digits");
};

/** Seven digits. */
export const aSeedCode: ColumnParser = (text) =>
  /^\d{7}$/.test(text)
    ? text
    : wrong("must be 7 digits; a spreadsheet may have dropped a zero in front, then make the column text");

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** One of the choices, by its value, its label or another word that systems write for it. */
export function oneOf(
  choices: Readonly<Record<string, string>>,
  synonyms: Readonly<Record<string, readonly string[]>> = {},
): ColumnParser {
  const known = new Map<string, string>();
  for (const [value, label] of Object.entries(choices))
    for (const word of [value, label, ...(synonyms[value] ?? [])]) known.set(plain(word), value);
  const listed = Object.values(choices).join(", ");
  return (text) => known.get(plain(text)) ?? wrong(`must be one of: ${listed}`);
}

const spreadsheetErrors = /^#(NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|SPILL!|CALC!)$/;
/** UTF-8 that was read as something else and saved again: "ZoÃ«", and letters that were lost on the way. */
const brokenLetters = /\uFFFD|[ÃÂ][\u0080-\u00BF\u0152-\u02DC\u2013-\u2122]|â€/u;

/** What no cell may be, whatever its column; null when it can be read. */
function cellProblem(text: string): string | null {
  if (spreadsheetErrors.test(text)) return "holds an error of the spreadsheet";
  if (text.startsWith("="))
    return "holds a formula. Paste the values in its place, then choose the file again";
  if (brokenLetters.test(text))
    return "has letters that were lost when the file was saved. Save it anew as CSV UTF-8 or as .xlsx";
  return null;
}

/** What one cell of a column says; null for an empty one. */
export function readCell(parse: ColumnParser, cell: string): string | null | { problem: string } {
  const text = textIn(cell);
  if (text === "") return null;
  const problem = cellProblem(text);
  return problem ? { problem } : parse(text);
}

/** A date that can only be read month first, "11/23/2026". */
export const isMonthFirst = (cell: string): boolean => {
  const found = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b/.exec(textIn(cell));
  return found !== null && Number(found[1]) <= 12 && Number(found[2]) > 12;
};
