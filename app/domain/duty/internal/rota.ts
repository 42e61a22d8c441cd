import { assumingWeekdays, type Calendar, nextStaffed, weekdayOf } from "~/domain/calendars/calendars.clocks";
import type { Role } from "~/platform/actor";
import { dayOf } from "~/platform/format";
import type { StepWho } from "../escalation-steps";

/** Two people on duty. */
export type Pair = { personId: string; deputeId: string };

/** From an instant until before another. */
export type Stretch = { from: Date; until: Date };

/** Somebody as the rota needs to know them. Days as "2026-11-22", the last one included. */
export type RotaPerson = {
  name: string;
  held: readonly { role: Role; from: string; to: string | null }[];
  absences: readonly Stretch[];
  /** False when every message to them failed lately. */
  isReachable: boolean;
};

export type Fallback = Stretch & { who: StepWho; areaId: string; personId: string };

/** Everything that decides who is told, for one Virtual School. */
export type RotaFacts = {
  calendar: Calendar;
  turns: readonly (Pair & { areaId: string; weekday: number })[];
  covers: readonly (Pair & { areaId: string; day: string })[];
  fallbacks: readonly Fallback[];
  people: ReadonlyMap<string, RotaPerson>;
};

/** The same, arranged for asking. */
export type Rota = {
  calendar: Calendar;
  people: ReadonlyMap<string, RotaPerson>;
  /** The pair entered for an area on a day: the cover, else the weekly turn. */
  pairOn(areaId: string, day: string): Pair | null;
  isCovered(areaId: string, day: string): boolean;
  fallbacksOf(areaId: string): readonly Fallback[];
  /** Ids of everybody who holds the role at any time, by name. */
  holdersOf(role: Role): readonly string[];
};

function grouped<Key, Value>(entries: readonly (readonly [Key, Value])[]): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const [key, value] of entries) groups.set(key, [...(groups.get(key) ?? []), value]);
  return groups;
}

export function rotaOf({ calendar, turns, covers, fallbacks, people }: RotaFacts): Rota {
  const turnAt = new Map(turns.map((turn) => [`${turn.areaId} ${turn.weekday}`, turn]));
  const coverAt = new Map(covers.map((cover) => [`${cover.areaId} ${cover.day}`, cover]));
  const fallbacksAt = grouped(fallbacks.map((fallback) => [fallback.areaId, fallback] as const));
  const byRole = grouped(
    [...people].flatMap(([id, { held }]) =>
      [...new Set(held.map(({ role }) => role))].map((role) => [role, id] as const),
    ),
  );
  return {
    calendar,
    people,
    pairOn: (areaId, day) =>
      coverAt.get(`${areaId} ${day}`) ?? turnAt.get(`${areaId} ${weekdayOf(day)}`) ?? null,
    isCovered: (areaId, day) => coverAt.has(`${areaId} ${day}`),
    fallbacksOf: (areaId) => fallbacksAt.get(areaId) ?? [],
    holdersOf: (role) => byRole.get(role) ?? [],
  };
}

/** When somebody is told and from when they answer. */
export type Moment = {
  at: Date;
  /** The first staffed instant from `at` on: itself when staffed. */
  from: Date;
  /** The day of `at`, and of `from`. */
  day: string;
  dutyDay: string;
};

/** Beyond the end of the calendar a usual week is assumed; without any duty hours people answer at once. */
export function momentOf(calendar: Calendar, at: Date): Moment {
  const from = nextStaffed(calendar, at) ?? nextStaffed(assumingWeekdays(calendar), at) ?? at;
  return { at, from, day: dayOf(at), dutyDay: dayOf(from) };
}
