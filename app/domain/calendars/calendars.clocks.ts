import { dayOf } from "~/platform/format";
import { dutyHoursOn, openingsOn as openingsOfDay, opensOnSomeWeekday } from "./internal/day-kinds";
import { addDays } from "./internal/days";
import { londonInstant, londonWall } from "./internal/london-time";

export { openingsOfWeekday } from "./internal/day-kinds";
export { addDays as addCalendarDays, weekdayOf } from "./internal/days";
export { londonInstant } from "./internal/london-time";

const minuteMs = 60_000;

/** Half days on which pupils are in school: none, the morning, or morning and afternoon. */
export type Openings = 0 | 1 | 2;

/** Opening and closing time of one day, as London's clocks show it: "08:30", "16:30". */
export type Hours = { opensAt: string; closesAt: string };

/**
 * One authority's year, or one school's: with the exceptions that hold there alone. Days are "2026-11-22" in London;
 * `dutyHours` and `week` by weekday, 1 Monday … 7 Sunday. It knows the time from its first term's first day to its last term's last day: between terms is holiday, and before
 * and after that time the functions below answer null, which means "cannot be said".
 */
export type Calendar = {
  terms: readonly { startsOn: string; endsOn: string }[];
  closedDays: readonly { day: string; closesSchools: boolean; closesDuty: boolean; isHalfDay?: boolean }[];
  dutyHours: Readonly<Partial<Record<number, Hours>>>;
  /** Openings by weekday; one that is missing is usual: two from Monday to Friday, none at the weekend. */
  week?: Readonly<Partial<Record<number, Openings>>>;
  /** One school's own days, whatever the rest says. */
  exceptions?: readonly { day: string; openings: Openings }[];
  assumesWeekdays?: boolean;
};

/** Monday to Friday, 08:30 to 16:30: the hours of an authority that has set none. */
export const usualDutyHours: Calendar["dutyHours"] = Object.fromEntries(
  [1, 2, 3, 4, 5].map((weekday) => [weekday, { opensAt: "08:30", closesAt: "16:30" }]),
);

/**
 * The same calendar, taking every day outside its terms' time for term. For a caller that got null and must still
 * name a day or a time; it has to tell the reader that the day is assumed.
 */
export function assumingWeekdays(calendar: Calendar): Calendar {
  return { ...calendar, assumesWeekdays: true };
}

/** How many openings (half days) a day has for pupils. Null when it cannot be said. */
export function openingsOn(calendar: Calendar, day: string): Openings | null {
  return openingsOfDay(calendar, day);
}

/** Are schools open to pupils that day, for a half at least? Null when it cannot be said. */
export function isSchoolDay(calendar: Calendar, day: string): boolean | null {
  const openings = openingsOn(calendar, day);
  return openings === null ? null : openings > 0;
}

/**
 * Openings (half days) from the first day to the last one, both included; 0 when the last is before the first. Null when
 * it cannot be said.
 */
export function openingsBetween(calendar: Calendar, first: string, last: string): number | null {
  let count = 0;
  for (let day = first; day <= last; day = addDays(day, 1)) {
    const openings = openingsOn(calendar, day);
    if (openings === null) return null;
    count += openings;
  }
  return count;
}

/** The first day after `day` by which `count` is reached; null when it cannot be said. */
function reach(
  calendar: Calendar,
  day: string,
  { count, worth }: { count: number; worth: (openings: Openings) => number },
): string | null {
  if (!Number.isInteger(count) || count < 0) throw new RangeError("count must be a whole number, 0 or more");
  if (!opensOnSomeWeekday(calendar)) return count === 0 ? day : null;
  let reached = day;
  for (let left = count; left > 0; ) {
    reached = addDays(reached, 1);
    const openings = openingsOn(calendar, reached);
    if (openings === null) return null;
    left -= worth(openings);
  }
  return reached;
}

/**
 * The `count`th school day after `day`; `day` itself for 0, whether or not it is a school day. Null when it cannot be
 * said.
 * @throws RangeError unless `count` is a whole number, 0 or more
 */
export function addSchoolDays(calendar: Calendar, day: string, count: number): string | null {
  return reach(calendar, day, { count, worth: (openings) => (openings > 0 ? 1 : 0) });
}

/**
 * The day with the `count`th opening (half day) after `day`; `day` itself for 0. Null when it cannot be said.
 * @throws RangeError unless `count` is a whole number, 0 or more
 */
export function addOpenings(calendar: Calendar, day: string, count: number): string | null {
  return reach(calendar, day, { count, worth: (openings) => openings });
}

/**
 * School days after `a` up to and including `b`, so that tomorrow is 1 away; negative when `b` is before `a`. Null
 * when it cannot be said.
 */
export function schoolDaysBetween(calendar: Calendar, a: string, b: string): number | null {
  if (b < a) {
    const backwards = schoolDaysBetween(calendar, b, a);
    return backwards === null ? null : 0 - backwards;
  }
  let count = 0;
  for (let day = a; day < b; ) {
    day = addDays(day, 1);
    const isOpen = isSchoolDay(calendar, day);
    if (isOpen === null) return null;
    if (isOpen) count += 1;
  }
  return count;
}

/** Is there duty at all on a day? Null when it cannot be said. */
export function hasDuty(calendar: Calendar, day: string): boolean | null {
  const shift = shiftOn(calendar, day);
  return shift === null ? null : shift !== "none";
}

/** From when to when there is duty on a day, beyond the calendar's end as in a usual week; null on a day without. */
export function dutyShift(calendar: Calendar, day: string): { from: Date; until: Date } | null {
  const shift = shiftOn(calendar, day) ?? shiftOn(assumingWeekdays(calendar), day);
  return shift && shift !== "none" ? { from: new Date(shift.opens), until: new Date(shift.closes) } : null;
}

/** From when to when, in milliseconds since 1970, the Virtual School is staffed on a day. */
type Shift = { opens: number; closes: number };

function shiftOn(calendar: Calendar, day: string): Shift | "none" | null {
  const hours = dutyHoursOn(calendar, day);
  if (hours === null || hours === "none") return hours;
  const opens = londonInstant(day, hours.opensAt).getTime();
  const closes = londonInstant(day, hours.closesAt).getTime();
  return opens < closes ? { opens, closes } : "none";
}

/** Shifts that end after `from`, one after the other; stops with null where the calendar cannot say. */
function* shiftsFrom(calendar: Calendar, from: Date): Generator<Shift | null> {
  const hasHours = Object.values(calendar.dutyHours).some((hours) => hours && hours.opensAt < hours.closesAt);
  if (!hasHours) return;
  for (let day = dayOf(from); ; day = addDays(day, 1)) {
    const shift = shiftOn(calendar, day);
    if (shift === "none" || (shift && shift.closes <= from.getTime())) continue;
    yield shift;
    if (shift === null) return;
  }
}

/**
 * Is somebody at the Virtual School on duty at that instant? Opening time counts, closing time does not. Null when it
 * cannot be said.
 */
export function isStaffed(calendar: Calendar, instant: Date): boolean | null {
  const at = instant.getTime();
  const sure = shiftOn(calendar, dayOf(instant));
  if (sure === "none") return false;
  const shift = sure ?? shiftOn(assumingWeekdays(calendar), dayOf(instant));
  if (shift === null || shift === "none") return false;
  const isWithin = shift.opens <= at && at < shift.closes;
  return sure === null && isWithin ? null : isWithin;
}

/**
 * The first staffed instant from `instant` on: itself when staffed, else the next opening. Null when it cannot be said,
 * or when the authority has no duty hours at all.
 */
export function nextStaffed(calendar: Calendar, instant: Date): Date | null {
  for (const shift of shiftsFrom(calendar, instant)) {
    return shift && new Date(Math.max(shift.opens, instant.getTime()));
  }
  return null;
}

/**
 * The first instant at which `minutes` staffed minutes have passed since `instant`; the clock stands still out of
 * hours. Ends a day at closing time rather than at the next opening. Null when it cannot be said.
 */
export function addDutyMinutes(calendar: Calendar, instant: Date, minutes: number): Date | null {
  if (!(minutes >= 0)) throw new RangeError("minutes must be 0 or more");
  let leftMs = minutes * minuteMs;
  if (leftMs === 0) return new Date(instant);
  for (const shift of shiftsFrom(calendar, instant)) {
    if (!shift) return null;
    const start = Math.max(shift.opens, instant.getTime());
    if (leftMs <= shift.closes - start) return new Date(start + leftMs);
    leftMs -= shift.closes - start;
  }
  return null;
}

/**
 * The same time of day, `count` school days after the clock starts (`nextStaffed`), moved into that day's duty hours;
 * where the Virtual School is closed on that school day, its next opening. Null when it cannot be said.
 */
export function addStaffedSchoolDays(calendar: Calendar, instant: Date, count: number): Date | null {
  const start = nextStaffed(calendar, instant);
  if (!start) return null;
  const { day, time } = londonWall(start);
  const reached = addSchoolDays(calendar, day, count);
  if (reached === null) return null;
  const shift = shiftOn(calendar, reached);
  if (shift === null) return null;
  if (shift === "none") return nextStaffed(calendar, londonInstant(reached, "00:00"));
  return new Date(Math.min(Math.max(londonInstant(reached, time).getTime(), shift.opens), shift.closes));
}

/**
 * Staffed minutes from `a` to `b`, with fractions; negative when `b` is before `a`. Null when it cannot be said.
 */
export function dutyMinutesBetween(calendar: Calendar, a: Date, b: Date): number | null {
  if (b < a) {
    const backwards = dutyMinutesBetween(calendar, b, a);
    return backwards === null ? null : 0 - backwards;
  }
  let passedMs = 0;
  for (let day = dayOf(a); day <= dayOf(b); day = addDays(day, 1)) {
    const shift = shiftOn(calendar, day);
    if (shift === null) return null;
    if (shift === "none") continue;
    passedMs += Math.max(0, Math.min(shift.closes, b.getTime()) - Math.max(shift.opens, a.getTime()));
  }
  return passedMs / minuteMs;
}
