import type { Calendar, Hours } from "../calendars.clocks";
import { weekdayOf } from "./days";

/** A calendar arranged for asking about one day after the other. */
type DayIndex = {
  firstDay: string | null;
  lastDay: string | null;
  closedToSchools: ReadonlySet<string>;
  closedToDuty: ReadonlySet<string>;
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

/** Are schools open that day? Null when the calendar cannot say. */
export function isOpenToSchools(calendar: Calendar, day: string): boolean | null {
  if (weekdayOf(day) > 5 || indexOf(calendar).closedToSchools.has(day)) return false;
  return isInTerm(calendar, day);
}

/** The duty hours of that day, "none" when it has none, null when the calendar cannot say. */
export function dutyHoursOn(calendar: Calendar, day: string): Hours | "none" | null {
  const hours = calendar.dutyHours[weekdayOf(day)];
  if (!hours || indexOf(calendar).closedToDuty.has(day)) return "none";
  const inTerm = isInTerm(calendar, day);
  if (inTerm === null) return null;
  return inTerm ? hours : "none";
}
