import type { Calendar, Hours, Openings } from "../calendars.clocks";
import { weekdayOf } from "./days";

/** A calendar arranged for asking about one day after the other. */
type DayIndex = {
  firstDay: string | null;
  lastDay: string | null;
  closedToSchools: ReadonlySet<string>;
  closedToDuty: ReadonlySet<string>;
  halfDays: ReadonlySet<string>;
  exceptions: ReadonlyMap<string, Openings>;
};

const indexes = new WeakMap<Calendar, DayIndex>();

function indexOf(calendar: Calendar): DayIndex {
  const known = indexes.get(calendar);
  if (known) return known;
  const index = {
    firstDay: calendar.terms.map((term) => term.startsOn).sort()[0] ?? null,
    lastDay:
      calendar.terms
        .map((term) => term.endsOn)
        .sort()
        .at(-1) ?? null,
    closedToSchools: new Set(
      calendar.closedDays.filter((day) => day.closesSchools).map((closed) => closed.day),
    ),
    closedToDuty: new Set(calendar.closedDays.filter((day) => day.closesDuty).map((closed) => closed.day)),
    halfDays: new Set(calendar.closedDays.filter((day) => day.isHalfDay).map((half) => half.day)),
    exceptions: new Map(calendar.exceptions?.map(({ day, openings }) => [day, openings])),
  };
  indexes.set(calendar, index);
  return index;
}

/** Is the day in a term? Null outside the time that the terms cover, where the calendar has nothing to say. */
function isInTerm(calendar: Calendar, day: string): boolean | null {
  const { firstDay, lastDay } = indexOf(calendar);
  const isCovered = firstDay !== null && lastDay !== null && firstDay <= day && day <= lastDay;
  if (!isCovered) return calendar.assumesWeekdays ? true : null;
  return calendar.terms.some((term) => term.startsOn <= day && day <= term.endsOn);
}

/** The openings of a weekday in term, 1 Monday … 7 Sunday: what is entered, else two from Monday to Friday. */
export const openingsOfWeekday = (week: Calendar["week"], weekday: number): Openings =>
  week?.[weekday] ?? (weekday > 5 ? 0 : 2);

/** Is there a weekday on which schools open? Without one, counting school days would never end. */
export const opensOnSomeWeekday = (calendar: Calendar): boolean =>
  [1, 2, 3, 4, 5, 6, 7].some((weekday) => openingsOfWeekday(calendar.week, weekday) > 0);

/** The openings of a day for pupils, null when the calendar cannot say. */
export function openingsOn(calendar: Calendar, day: string): Openings | null {
  const { exceptions, closedToSchools, halfDays } = indexOf(calendar);
  const exception = exceptions.get(day);
  if (exception !== undefined) return exception;
  const openings = openingsOfWeekday(calendar.week, weekdayOf(day));
  if (openings === 0 || closedToSchools.has(day)) return 0;
  const inTerm = isInTerm(calendar, day);
  if (inTerm === null) return null;
  if (!inTerm) return 0;
  return halfDays.has(day) ? 1 : openings;
}

/** The duty hours of that day, "none" when it has none, null when the calendar cannot say. */
export function dutyHoursOn(calendar: Calendar, day: string): Hours | "none" | null {
  const hours = calendar.dutyHours[weekdayOf(day)];
  if (!hours || indexOf(calendar).closedToDuty.has(day)) return "none";
  const inTerm = isInTerm(calendar, day);
  if (inTerm === null) return null;
  return inTerm ? hours : "none";
}
