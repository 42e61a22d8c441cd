import { addCalendarDays } from "~/domain/calendars/calendars.clocks";

/** Why a day ("2026-11-22") cannot be meant: more than a year ahead it is a slip of the pen. Null when it can. */
export const problemOfDayAhead = (day: string, today: string): string | null =>
  day > addCalendarDays(today, 366) ? "Day must be within a year from now" : null;
