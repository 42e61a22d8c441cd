import { addCalendarDays, type Calendar, hasDuty, weekdayOf } from "~/domain/calendars/calendars.clocks";
import type { StepWho } from "../escalation-steps";
import type { Hole } from "./coverage";
import { daysOfHole } from "./hole-words";

/** Somebody missing on one day, "2026-11-22". */
export type Missing = { areaId: string; who: StepWho; day: string };

const keyOf = ({ areaId, who, day }: Missing) => `${areaId} ${who} ${day}`;
const weeklyKeyOf = ({ areaId, who, day }: Missing) => `${areaId} ${who} ${weekdayOf(day)}`;

/** The days with duty on which a hole would be felt, first to last. */
function daysMissed(hole: Hole, calendar: Calendar): string[] {
  const { first, last } = daysOfHole(hole, calendar);
  const days = [];
  for (let day = first; day <= last; day = addCalendarDays(day, 1)) days.push(day);
  return days.filter((day) => hasDuty(calendar, day) !== false);
}

/** Each hole once for every day that it touches, so that it is the same one tomorrow night. */
export function missingDays(holes: readonly Hole[], calendar: Calendar): Missing[] {
  const found = holes.flatMap((hole) =>
    daysMissed(hole, calendar).map((day) => ({ areaId: hole.areaId, who: hole.who, day })),
  );
  return [...new Map(found.map((missing) => [keyOf(missing), missing])).values()];
}

/**
 * What was not known. A day that comes into sight with the hole that its weekday has already is no news: a rota repeats
 * itself each week.
 * @param provedUntil the first day that the proof before did not reach; null when there was none
 */
export function newsIn(
  missing: readonly Missing[],
  known: readonly Missing[],
  provedUntil: string | null,
): Missing[] {
  const days = new Set(known.map(keyOf));
  const weekdays = new Set(known.map(weeklyKeyOf));
  return missing.filter((each) => {
    const wasInSight = provedUntil !== null && each.day < provedUntil;
    return !days.has(keyOf(each)) && (wasInSight || !weekdays.has(weeklyKeyOf(each)));
  });
}
