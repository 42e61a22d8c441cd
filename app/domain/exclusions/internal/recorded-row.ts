import { addCalendarDays } from "~/domain/calendars/calendars.clocks";
import { dayIn, numberIn, textIn } from "~/platform/intake/cells";
import type { Half } from "../exclusions.words";
import type { RecordedField, RecordedKind } from "../reconcile.words";

/** A row of a file that can be read: what the authority's system holds, before anybody is looked up. */
export type RecordedRow = {
  scn: string;
  /** Null: the file does not say the school. */
  seedCode: string | null;
  kind: RecordedKind;
  startsOn: string;
  /** Empty: the file does not say. */
  startsAt: Half | "";
  endsOn: string | null;
  openings: number | null;
  code: string | null;
  incidentType: string | null;
};

/** Which codes mean what, in capitals; null: the file has no codes, and every row is an exclusion. */
export type CodeMeanings = { exclusion: readonly string[]; absence: readonly string[] } | null;

/** Why a row is refused, with a word for the audit, which holds counts and no cells. */
export type RowProblem = { cause: "malformed" | "future" | "left_out"; problem: string };

type Read = (field: RecordedField) => string;

const malformed = (problem: string): RowProblem => ({ cause: "malformed", problem });

const mostOpenings = 200;
const halves: Record<string, Half> = {
  am: "morning",
  a: "morning",
  morning: "morning",
  pm: "afternoon",
  p: "afternoon",
  afternoon: "afternoon",
};

/** Half days from either column; null where neither says, undefined where one cannot be right. */
function openingsIn(read: Read): number | null | undefined {
  const [openings, days] = [textIn(read("openings")), textIn(read("days"))];
  if (openings === "" && days === "") return null;
  const number = openings === "" ? numberIn(days) : numberIn(openings);
  const found = number === null ? null : openings === "" ? number * 2 : number;
  return found !== null && Number.isInteger(found) && found >= 1 && found <= mostOpenings ? found : undefined;
}

function kindOf(code: string, meanings: CodeMeanings): RecordedKind | RowProblem {
  if (meanings === null || meanings.exclusion.includes(code)) return "exclusion";
  if (meanings.absence.includes(code)) return "absence";
  if (code === "") return malformed("The code is missing");
  return { cause: "left_out", problem: `Left out: the code ${code.slice(0, 20)} was not chosen` };
}

function daysIn(read: Read, today: string): { startsOn: string; endsOn: string | null } | RowProblem {
  const startsOn = dayIn(read("startsOn"));
  const last = textIn(read("endsOn"));
  const endsOn = last === "" ? null : dayIn(last);
  if (startsOn === null) return malformed("The first day must be a real day, such as 03/11/2026");
  if (last !== "" && endsOn === null) return malformed("The last day must be a real day, such as 03/11/2026");
  if (startsOn < "2000") return malformed("The first day must be in 2000 or later");
  if (startsOn > today) return { cause: "future", problem: "The first day is in the future" };
  if (endsOn !== null && endsOn < startsOn) return malformed("The last day is before the first day");
  if (endsOn !== null && endsOn > addCalendarDays(startsOn, 366))
    return malformed("The last day is more than a year after the first");
  return { startsOn, endsOn };
}

/** More half days than there are, counting two for each day of the week. */
const isTooLong = (openings: number, startsOn: string, endsOn: string): boolean =>
  endsOn < addCalendarDays(startsOn, Math.ceil(openings / 2) - 1);

/** One row of a file by itself: what it says, or why it cannot be used. */
export function recordedRow(
  read: Read,
  { meanings, today }: { meanings: CodeMeanings; today: string },
): RecordedRow | RowProblem {
  const code = textIn(read("code")).toUpperCase();
  const kind = kindOf(code, meanings);
  if (typeof kind !== "string") return kind;
  const scn = textIn(read("scn"));
  if (!/^\d{9}$/.test(scn))
    return malformed("The SCN must be 9 digits; a spreadsheet may have dropped a zero in front");
  const days = daysIn(read, today);
  if ("problem" in days) return days;
  const openings = openingsIn(read);
  if (openings === undefined) return malformed("The length must be whole half days, from 1 to 200");
  if (openings !== null && days.endsOn !== null && isTooLong(openings, days.startsOn, days.endsOn))
    return malformed("The length is more half days than there are from the first day to the last");
  const half = textIn(read("startsAt")).toLowerCase();
  const startsAt = half === "" ? "" : halves[half];
  if (startsAt === undefined) return malformed("The half day must be morning or afternoon, AM or PM");
  const seedCode = textIn(read("seedCode")).slice(0, 20) || null;
  const incidentType = textIn(read("incidentType")) || null;
  return { scn, seedCode, kind, ...days, startsAt, openings, code: code.slice(0, 20) || null, incidentType };
}
