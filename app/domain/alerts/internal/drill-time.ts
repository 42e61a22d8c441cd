import {
  addDutyMinutes,
  type Calendar,
  dutyMinutesBetween,
  londonInstant,
  weekdayOf,
} from "~/domain/calendars/calendars.clocks";
import { toDateColumn } from "~/platform/format";

const dayMs = 86_400_000;

/** The Monday of the week that holds a day ("2026-11-22"). */
export function mondayOf(day: string): string {
  return new Date(toDateColumn(day).getTime() - (weekdayOf(day) - 1) * dayMs).toISOString().slice(0, 10);
}

/**
 * When the practice alert of an area is raised in the week that begins on `monday`: in a staffed minute, and in about
 * every second week. Null for a week without one, or one that the calendar does not know.
 * @param chance from 0 up to, not including, 1; the same for everybody who asks about this area and week
 */
export function drillTime(calendar: Calendar, monday: string, chance: number): Date | null {
  const from = londonInstant(monday, "00:00");
  const until = londonInstant(
    new Date(toDateColumn(monday).getTime() + 7 * dayMs).toISOString().slice(0, 10),
    "00:00",
  );
  const staffed = dutyMinutesBetween(calendar, from, until);
  if (staffed === null) return null;
  const minute = Math.floor(chance * 2 * staffed);
  return minute < staffed ? addDutyMinutes(calendar, from, minute + 1) : null;
}
