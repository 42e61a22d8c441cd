import { addSchoolDays, assumingWeekdays, type Calendar } from "~/domain/calendars/calendars.clocks";

/** A day counted in school days; assumed where the calendar does not reach that far. */
export type CountedDay = { day: string; isAssumed: boolean };

function countedDay(calendar: Calendar, from: string, schoolDays: number): CountedDay {
  const known = addSchoolDays(calendar, from, schoolDays);
  if (known) return { day: known, isAssumed: false };
  return { day: addSchoolDays(assumingWeekdays(calendar), from, schoolDays) ?? from, isAssumed: true };
}

/** How long after the decision an exclusion or a sending home still belongs to the same incident, in school days. */
const incidentWindowSchoolDays = 30;

/** The days of the checks, 10 and 30 school days after the decision; earlier than that a check says nothing. */
export function checkDays(decidedOn: string, calendar: Calendar): { first: CountedDay; second: CountedDay } {
  return {
    first: countedDay(calendar, decidedOn, 10),
    second: countedDay(calendar, decidedOn, incidentWindowSchoolDays),
  };
}
