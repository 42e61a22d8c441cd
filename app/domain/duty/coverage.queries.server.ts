import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { addCalendarDays, type Calendar, hasDuty, londonInstant } from "~/domain/calendars/calendars.clocks";
import { calendarOf } from "~/domain/calendars/calendars.queries.server";
import {
  homeAreas,
  homeAuthorityId,
  schoolPlaces,
} from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { dayOf, formatTime } from "~/platform/format";
import { escalationPolicyOf } from "./escalation-policy.queries.server";
import type { StepWho } from "./escalation-steps";
import { type Coverage, type CoveredSchool, proveCoverage } from "./internal/coverage";
import { holeWords } from "./internal/hole-words";
import { missingDays } from "./internal/missing-days";
import { rotaIn } from "./internal/rota-facts.server";

const dayMs = 86_400_000;

/** How far ahead coverage is proved: 28 days, 2,688 quarters of an hour. */
export const provedDays = 28;

/** Alerts of host schools in a neighbouring authority are answered by our Virtual School, by our own policy. */
async function coveredSchools(tx: Tx, homeId: string): Promise<CoveredSchool[]> {
  const policy = await escalationPolicyOf(tx, homeId);
  const steps = policy.steps.map((step) => step.who);
  return (await schoolPlaces(tx)).map((school) => ({ ...school, steps }));
}

export type Proof = { coverage: Coverage; calendar: Calendar };

/** Who is told by which step from one instant to another, for every school. Runs for a person and for the worker. */
export async function coverageIn(tx: Tx, { from, until }: { from: Date; until: Date }): Promise<Proof> {
  const homeId = await homeAuthorityId(tx);
  const calendar = await calendarOf(tx, homeId);
  const schools = await coveredSchools(tx, homeId);
  const rota = await rotaIn(tx, { calendar, from, until });
  return { coverage: proveCoverage({ rota, schools, from, until }), calendar };
}

/** One of the next days, with the steps that reach nobody at some time of it. */
export type CoveredDay = { day: string; hasDuty: boolean; missing: { areaId: string; who: StepWho }[] };

/** What the page of coverage shows: the next 28 days, and every hole as a sentence. */
export type CoverageView = {
  days: CoveredDay[];
  holes: string[];
  schools: number;
  /** When the nightly proof last ran, and how many quarters of an hour, over all schools, it found without somebody. */
  lastNight: { ranAt: Date; holes: number } | null;
};

/** The coverage of the next 28 days, proved now. */
export async function coverageView(tx: Tx, at: Date): Promise<CoverageView> {
  const { coverage, calendar } = await coverageIn(tx, {
    from: at,
    until: new Date(at.getTime() + provedDays * dayMs),
  });
  const areas = new Map((await homeAreas(tx)).map((area) => [area.id, area.name]));
  const missing = missingDays(coverage.holes, calendar);
  const sentences = coverage.holes.map((hole) =>
    holeWords(hole, { area: areas.get(hole.areaId) ?? "an area", calendar, mood: "is" }),
  );
  return {
    days: Array.from({ length: provedDays }, (_, index) => addCalendarDays(dayOf(at), index)).map((day) => ({
      day,
      hasDuty: hasDuty(calendar, day) !== false,
      missing: missing.filter((each) => each.day === day).map(({ areaId, who }) => ({ areaId, who })),
    })),
    holes: [...new Set(sentences)],
    schools: coverage.groups.reduce((sum, group) => sum + group.schoolIds.length, 0),
    lastNight: await tx.coverageRun.findFirst({ select: { ranAt: true, holes: true } }),
  };
}

/** A stretch of a day in an area: who is told by which step; `names` in the order of `steps`. */
export type ToldRow = {
  key: string;
  area: string;
  schools: number;
  time: string;
  steps: StepWho[];
  names: string[];
};

/** Who is told on one day, "2026-11-22", from when to when. */
export async function toldOn(tx: Tx, day: string): Promise<ToldRow[]> {
  const from = londonInstant(day, "00:00");
  const { coverage } = await coverageIn(tx, { from, until: londonInstant(addCalendarDays(day, 1), "00:00") });
  const areas = new Map((await homeAreas(tx)).map((area) => [area.id, area.name]));
  const names = await namesOf(
    tx,
    coverage.groups.flatMap((group) => group.spans.flatMap((span) => span.told.flat())),
  );
  return coverage.groups.flatMap(({ areaId, steps, schoolIds, spans }) =>
    spans.map((span) => ({
      key: `${areaId} ${steps.join()} ${span.from.toISOString()}`,
      area: areas.get(areaId) ?? "An area",
      schools: schoolIds.length,
      time: `${formatTime(span.from)} to ${formatTime(span.until)}`,
      steps: [...steps],
      names: span.told.map((ids) => ids.map((id) => names.get(id) ?? "Somebody").join(", ")),
    })),
  );
}
