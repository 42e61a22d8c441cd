import { addCalendarDays, type Calendar, openingsOn } from "~/domain/calendars/calendars.clocks";
import type { Half, TimeOutKind } from "../exclusions.words";

/** Time out of school, from one half day to another, both included. Days are "2026-11-22". */
export type Stretch = {
  kind: TimeOutKind;
  startsOn: string;
  startsAt: Half;
  /** Null: nobody has said when it ends. It counts until the day that is asked about. */
  endsOn: string | null;
  endsAt: Half | null;
  /** Part-time timetable: openings a week in school, of those the child is entitled to. */
  agreedOpenings: number | null;
  entitledOpenings: number | null;
};

/** Openings lost, and the same by kind; `isKnown` is false when a calendar did not reach that far. */
export type OpeningsLost = { total: number; byKind: Partial<Record<TimeOutKind, number>>; isKnown: boolean };

/** A half day as a number that grows: two a day. */
type Slot = { day: string; half: Half };

/** The openings of a day, as halves; a single opening is the morning. */
function halvesOf(calendar: Calendar, day: string): readonly Half[] | null {
  const openings = openingsOn(calendar, day);
  if (openings === null) return null;
  return openings === 2 ? ["morning", "afternoon"] : openings === 1 ? ["morning"] : [];
}

const isIn = ({ startsOn, startsAt, endsOn, endsAt }: Stretch, { day, half }: Slot): boolean => {
  if (day < startsOn || (day === startsOn && startsAt === "afternoon" && half === "morning")) return false;
  if (endsOn === null) return true;
  return day < endsOn || (day === endsOn && (endsAt !== "morning" || half === "morning"));
};

/** Whole time out takes all of an opening, a part-time timetable the share that is not agreed. */
const weightOf = ({ kind, agreedOpenings, entitledOpenings }: Stretch): number =>
  kind === "part_time" && agreedOpenings !== null && entitledOpenings
    ? 1 - agreedOpenings / entitledOpenings
    : 1;

/** Of stretches that overlap, the one that takes most; of equals the one that is named first in `timeOutKinds`. */
const order: Record<TimeOutKind, number> = {
  temporary_exclusion: 0,
  sent_home: 1,
  part_time: 2,
  other_authorised: 3,
};
const inOrder = (a: Stretch, b: Stretch) => weightOf(b) - weightOf(a) || order[a.kind] - order[b.kind];

/** The last day on which any of them takes something, at most `until`: what ended years ago is not counted through to today. */
const lastDayOf = (stretches: readonly Stretch[], until: string): string =>
  stretches
    .map(({ endsOn }) => (endsOn === null || endsOn > until ? until : endsOn))
    .sort()
    .at(-1) ?? until;

/**
 * Openings lost in a time, first and last day included, by the school's own calendar. An opening is lost once, however
 * many stretches overlap, so no more is lost than there was; the order in which they are given does not matter.
 */
export function openingsLost(
  stretches: readonly Stretch[],
  { calendar, from, until }: { calendar: Calendar; from: string; until: string },
): OpeningsLost {
  const sorted = [...stretches].sort(inOrder);
  const byKind: Partial<Record<TimeOutKind, number>> = {};
  let isKnown = true;
  const first = sorted.map((stretch) => stretch.startsOn).sort()[0];
  const begin = first !== undefined && first > from ? first : from;
  const end = lastDayOf(sorted, until);
  for (let day = begin; first !== undefined && day <= end; day = addCalendarDays(day, 1)) {
    const halves = halvesOf(calendar, day);
    if (halves === null) {
      isKnown &&= !sorted.some((stretch) => isIn(stretch, { day, half: "morning" }));
      continue;
    }
    for (const half of halves) {
      const stretch = sorted.find((each) => isIn(each, { day, half }));
      if (stretch) byKind[stretch.kind] = (byKind[stretch.kind] ?? 0) + weightOf(stretch);
    }
  }
  const total = Object.values(byKind).reduce((sum, lost) => sum + lost, 0);
  return { total, byKind, isKnown };
}

/**
 * The first day back after so many openings out, counted from the first opening missed; null when the calendar does not
 * reach that far.
 */
export function returnDay(
  calendar: Calendar,
  start: { startsOn: string; startsAt: Half; openings: number },
): { returnsOn: string; lastOn: string; lastAt: Half } | null {
  let left = start.openings;
  let last: Slot | null = null;
  const longest = addCalendarDays(start.startsOn, 800);
  for (let day = start.startsOn; day <= longest; day = addCalendarDays(day, 1)) {
    const halves = halvesOf(calendar, day);
    if (halves === null) return null;
    const missed = halves.filter((half) => isIn({ ...whole, ...start }, { day, half }));
    for (const half of missed) {
      // The opening after the last one missed is the return: it may be the afternoon of the same day.
      if (left === 0 && last) return { returnsOn: day, lastOn: last.day, lastAt: last.half };
      left -= 1;
      last = { day, half };
    }
  }
  return null;
}

const whole = {
  kind: "temporary_exclusion",
  endsOn: null,
  endsAt: null,
  agreedOpenings: null,
  entitledOpenings: null,
} as const;
