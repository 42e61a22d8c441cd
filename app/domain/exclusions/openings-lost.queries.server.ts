import { schoolCalendarsOf } from "~/domain/calendars/calendars.queries.server";
import { boundsOf, schoolYearOf } from "~/domain/calendars/school-years";
import { schoolsByIds } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { fromDateColumn, toDateColumn } from "~/platform/format";
import type { Half, TimeOutKind } from "./exclusions.words";
import { type OpeningsLost, openingsLost, type Stretch } from "./internal/openings-lost";
import { lostThisYear } from "./time-out.words";

type StretchRow = {
  kind: string;
  startsOn: Date;
  startsAt: string;
  endsOn: Date | null;
  endsAt: string | null;
  agreedOpenings: number | null;
  entitledOpenings: number | null;
};

/** A stored time out as the rule reads it. */
export const stretchOf = (row: StretchRow): Stretch => ({
  kind: row.kind as TimeOutKind,
  startsOn: fromDateColumn(row.startsOn),
  startsAt: row.startsAt as Half,
  endsOn: row.endsOn && fromDateColumn(row.endsOn),
  endsAt: row.endsAt as Half | null,
  agreedOpenings: row.agreedOpenings,
  entitledOpenings: row.entitledOpenings,
});

/** Days, both included, as "2026-11-22". */
type Days = { from: string; until: string };

/** The school year of a day, up to and with that day. */
export const schoolYearUntil = (today: string): Days => ({
  from: boundsOf(schoolYearOf(today)).from,
  until: today,
});

function added(a: OpeningsLost, b: OpeningsLost): OpeningsLost {
  const byKind = { ...a.byKind };
  for (const [kind, lost] of Object.entries(b.byKind))
    byKind[kind as TimeOutKind] = (byKind[kind as TimeOutKind] ?? 0) + lost;
  return { total: a.total + b.total, byKind, isKnown: a.isKnown && b.isKnown };
}

const none: OpeningsLost = { total: 0, byKind: {}, isKnown: true };

/**
 * Openings lost by learners in a time, by each school's own calendar, as far as the actor may see them: a school sees its
 * own. Learners who lost none are there too. Three queries however many.
 */
export async function openingsLostOf(
  tx: Tx,
  learnerIds: readonly string[],
  { from, until }: Days,
): Promise<Map<string, OpeningsLost>> {
  const rows = await tx.timeOut.findMany({
    where: {
      learnerId: { in: [...learnerIds] },
      withdrawnAt: null,
      startsOn: { lte: toDateColumn(until) },
      OR: [{ endsOn: null }, { endsOn: { gte: toDateColumn(from) } }],
    },
  });
  const schools = await schoolsByIds(
    tx,
    rows.map((row) => row.schoolId),
  );
  const calendars = await schoolCalendarsOf(tx, [...schools.values()]);
  const lostBy = (learnerId: string): OpeningsLost =>
    [...calendars].reduce((sum, [schoolId, calendar]) => {
      const own = rows.filter((row) => row.learnerId === learnerId && row.schoolId === schoolId);
      return added(sum, openingsLost(own.map(stretchOf), { calendar, from, until }));
    }, none);
  return new Map(learnerIds.map((id) => [id, lostBy(id)]));
}

/** "5 half days out of school this year", of a learner on a day; null for none, and while nobody knows who it is. */
export async function lostThisYearOf(
  tx: Tx,
  learnerId: string | null,
  today: string,
): Promise<string | null> {
  if (learnerId === null) return null;
  const lost = (await openingsLostOf(tx, [learnerId], schoolYearUntil(today))).get(learnerId);
  return lost ? lostThisYear(lost) : null;
}
