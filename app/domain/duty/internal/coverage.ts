import { addCalendarDays, londonInstant } from "~/domain/calendars/calendars.clocks";
import { dayOf } from "~/platform/format";
import type { StepWho } from "../escalation-steps";
import { type Moment, momentOf, type Rota } from "./rota";
import { whoIsTold } from "./who-is-told";

/** A school: whose area answers for it, and whom the steps of its authority's policy tell. */
export type CoveredSchool = { id: string; areaId: string; steps: readonly StepWho[] };

/** For a stretch of time in which nothing changes: who is told by each step, in the order of the steps. */
export type Span = {
  from: Date;
  until: Date;
  /** When an alert of this stretch begins to be answered: at once, or at the next opening. */
  answeredFrom: Date;
  told: readonly (readonly string[])[];
};

/** Schools for which the same people are told. */
export type CoveredGroup = {
  areaId: string;
  steps: readonly StepWho[];
  schoolIds: readonly string[];
  spans: readonly Span[];
};

/** A stretch of time in which a step reaches nobody. */
export type Hole = { areaId: string; who: StepWho; from: Date; until: Date };

export type Coverage = { from: Date; until: Date; groups: readonly CoveredGroup[]; holes: readonly Hole[] };

type Question = { rota: Rota; schools: readonly CoveredSchool[]; from: Date; until: Date };

/**
 * The instants between which nothing that decides who is told can change: midnights (roles, weekdays, covers), duty
 * hours, and the ends of absences and of standing in. A day on which there is no duty has some too many.
 */
function changePoints({ rota, from, until }: Question, areaIds: readonly string[]): Date[] {
  const points = new Set([from.getTime()]);
  const add = (at: Date) => at > from && at < until && points.add(at.getTime());
  const hours = new Set(
    Object.values(rota.calendar.dutyHours).flatMap((day) => (day ? [day.opensAt, day.closesAt] : [])),
  );
  for (let day = dayOf(from); day <= dayOf(until); day = addCalendarDays(day, 1)) {
    for (const time of ["00:00", ...hours]) add(londonInstant(day, time));
  }
  const stretches = [
    ...[...rota.people.values()].flatMap((person) => person.absences),
    ...areaIds.flatMap((areaId) => rota.fallbacksOf(areaId)),
  ];
  for (const stretch of stretches) for (const end of [stretch.from, stretch.until]) add(end);
  return [...points].sort((a, b) => a - b).map((point) => new Date(point));
}

const isSame = (a: Span["told"], b: Span["told"]) =>
  a.every((ids, step) => ids.length === b[step]?.length && ids.every((id, index) => id === b[step]?.[index]));

function spansOf(
  { rota, until }: Question,
  moments: readonly Moment[],
  group: Pick<CoveredGroup, "areaId" | "steps">,
): Span[] {
  const spans: Span[] = [];
  for (const [index, moment] of moments.entries()) {
    const told = group.steps.map((who) => whoIsTold(rota, who, { areaId: group.areaId, moment }).personIds);
    const last = spans.at(-1);
    const ends = moments[index + 1]?.at ?? until;
    if (last && isSame(last.told, told)) last.until = ends;
    else spans.push({ from: moment.at, until: ends, answeredFrom: moment.from, told });
  }
  return spans;
}

function groupsOf(schools: readonly CoveredSchool[]): Omit<CoveredGroup, "spans">[] {
  const groups = new Map<string, { areaId: string; steps: readonly StepWho[]; schoolIds: string[] }>();
  for (const { id, areaId, steps } of schools) {
    const key = `${areaId} ${steps.join()}`;
    const group = groups.get(key);
    if (group) group.schoolIds.push(id);
    else groups.set(key, { areaId, steps, schoolIds: [id] });
  }
  return [...groups.values()];
}

function holesOf({ areaId, steps, spans }: CoveredGroup): Hole[] {
  return steps.flatMap((who, step) => {
    const holes: Hole[] = [];
    for (const { from, until, told } of spans) {
      if (told[step]?.length !== 0) continue;
      const last = holes.at(-1);
      if (last?.until.getTime() === from.getTime()) last.until = until;
      else holes.push({ areaId, who, from, until });
    }
    return holes;
  });
}

const holeKey = ({ areaId, who, from, until }: Hole) =>
  `${areaId} ${who} ${from.getTime()} ${until.getTime()}`;

/**
 * Who is told by which step, for every school at every instant of a time, and where that is nobody. Asked once for each
 * area and each stretch in which nothing changes, which gives the same answers as asking for every quarter of an hour.
 */
export function proveCoverage(question: Question): Coverage {
  const { rota, schools, from, until } = question;
  const groups = groupsOf(schools);
  const points = changePoints(question, [...new Set(groups.map((group) => group.areaId))]);
  const moments = points.map((at) => momentOf(rota.calendar, at));
  const covered = groups.map((group) => ({ ...group, spans: spansOf(question, moments, group) }));
  // Two policies in one area find the same hole twice.
  const holes = new Map(covered.flatMap(holesOf).map((hole) => [holeKey(hole), hole]));
  return { from, until, groups: covered, holes: [...holes.values()] };
}

/** What is left of the holes after taking out what was a hole before. */
export function newHoles(before: Coverage, after: Coverage): Hole[] {
  return after.holes.flatMap((hole) =>
    before.holes
      .filter(({ areaId, who }) => areaId === hole.areaId && who === hole.who)
      .reduce((left, known) => left.flatMap((part) => without(part, known)), [hole]),
  );
}

const earlier = (a: Date, b: Date) => new Date(Math.min(a.getTime(), b.getTime()));
const later = (a: Date, b: Date) => new Date(Math.max(a.getTime(), b.getTime()));

function without(hole: Hole, known: Hole): Hole[] {
  const parts = [
    { ...hole, until: earlier(known.from, hole.until) },
    { ...hole, from: later(known.until, hole.from) },
  ];
  if (known.until <= hole.from || hole.until <= known.from) return [hole];
  return parts.filter((part) => part.from < part.until);
}
