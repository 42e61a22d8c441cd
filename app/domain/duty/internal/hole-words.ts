import { type Calendar, isStaffed } from "~/domain/calendars/calendars.clocks";
import { dayOf, formatTime, formatWeekday } from "~/platform/format";
import type { StepWho } from "../escalation-steps";
import type { Hole } from "./coverage";
import { momentOf } from "./rota";

/** Nobody "is" told, or "would be" told after an edit. */
type Mood = "is" | "would be";

const nobody: Record<StepWho, (area: string, mood: Mood) => string> = {
  duty_person: (area, mood) => `Nobody ${mood} on duty in ${area}`,
  depute: (area, mood) => `No depute ${mood} on duty in ${area}`,
  vs_head_teacher: (_everyArea, mood) => `No Virtual School Head Teacher ${mood} there to be told`,
  head_of_inclusion: (_everyArea, mood) => `No Head of Inclusion ${mood} there to be told`,
};

/** The days on which people would have answered: the first and the last one, "2026-11-22". */
export function daysOfHole({ from, until }: Hole, calendar: Calendar): { first: string; last: string } {
  const { dutyDay } = momentOf(calendar, from);
  const lastDay = dayOf(new Date(until.getTime() - 1));
  const [, last = dutyDay] = [dutyDay, lastDay].sort();
  return { first: dutyDay, last };
}

function whenWords(hole: Hole, calendar: Calendar): string {
  const { first, last } = daysOfHole(hole, calendar);
  if (first !== last) return `from ${formatWeekday(first)} to ${formatWeekday(last)}`;
  const isPartOfDay =
    isStaffed(calendar, hole.from) && isStaffed(calendar, new Date(hole.until.getTime() - 1));
  const times = isPartOfDay ? `, ${formatTime(hole.from)} to ${formatTime(hole.until)}` : "";
  return `on ${formatWeekday(first)}${times}`;
}

type Telling = { area: string; calendar: Calendar; mood: Mood };

/** A hole as a sentence without its full stop: "Nobody is on duty in North on Thursday 26 November". */
export const holeWords = (hole: Hole, { area, calendar, mood }: Telling): string =>
  `${nobody[hole.who](area, mood)} ${whenWords(hole, calendar)}`;
