import { assumingWeekdays, type Calendar, schoolDaysBetween } from "~/domain/calendars/calendars.clocks";
import { dayOf } from "~/platform/format";
import type { Urgency } from "../alerts.words";

/**
 * How soon the decision comes, counted in the school's own school days: no school day in between is
 * today, also on a Friday for the weekend; up to two is two_school_days. Not known counts as today, and so does a time
 * that has passed. Days that the calendar does not know count Monday to Friday.
 */
export function urgencyOf(expectedDecisionAt: Date | null, now: Date, calendar: Calendar): Urgency {
  if (expectedDecisionAt === null) return "today";
  const days = [dayOf(now), dayOf(expectedDecisionAt)] as const;
  const schoolDays =
    schoolDaysBetween(calendar, ...days) ?? schoolDaysBetween(assumingWeekdays(calendar), ...days) ?? 0;
  if (schoolDays <= 0) return "today";
  return schoolDays <= 2 ? "two_school_days" : "later";
}
