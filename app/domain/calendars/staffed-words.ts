import { formatTime, formatWeekday } from "~/platform/format";
import { type Calendar, isStaffed, nextStaffed } from "./calendars.clocks";

/** "Staffed now.", or from when; says so when the calendar does not reach as far as today. */
export function staffedWords(calendar: Calendar, now: Date): string {
  if (isStaffed(calendar, now)) return "Staffed now.";
  const next = nextStaffed(calendar, now);
  if (!next) return "No term dates are entered for today: a usual week is assumed.";
  return `Not staffed now. Staffed again from ${formatWeekday(next)} at ${formatTime(next)}.`;
}
