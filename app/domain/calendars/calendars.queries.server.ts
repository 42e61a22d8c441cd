import { authorityNames } from "~/domain/organisations/organisations.queries.server";
import { type RowsOf, read, readTogether, type Tx } from "~/platform/database.server";
import { fromDateColumn, toDateColumn } from "~/platform/format";
import { Prisma } from "~/platform/generated/prisma/client";
import { type Calendar, type Openings, usualDutyHours } from "./calendars.clocks";
import { closureOf } from "./internal/closures";
import { isRunningOut, type RunningOut } from "./running-out";

type Week = { weekday: number; openings: Openings };

/** What authorities have entered. */
const authorityReads = (ids: readonly string[]) => ({
  terms: read<Calendar["terms"][number] & { authorityId: string }>(Prisma.sql`
    SELECT authority_id AS "authorityId", starts_on AS "startsOn", ends_on AS "endsOn" FROM term WHERE authority_id = ANY (${ids}::uuid[])`),
  closedDays: read<Calendar["closedDays"][number] & { authorityId: string }>(Prisma.sql`
    SELECT authority_id AS "authorityId", day, closes_schools AS "closesSchools", closes_duty AS "closesDuty", is_half_day AS "isHalfDay"
    FROM closed_day WHERE authority_id = ANY (${ids}::uuid[])`),
  hours: read<{ authorityId: string; weekday: number; opensAt: string; closesAt: string }>(Prisma.sql`
    SELECT authority_id AS "authorityId", weekday, opens_at AS "opensAt", closes_at AS "closesAt"
    FROM duty_hours WHERE authority_id = ANY (${ids}::uuid[])`),
  weeks: read<Week & { authorityId: string }>(Prisma.sql`
    SELECT authority_id AS "authorityId", weekday, openings FROM authority_week WHERE authority_id = ANY (${ids}::uuid[])`),
});

/** What schools do otherwise than their authority. */
const schoolReads = (ids: readonly string[]) => ({
  schoolWeeks: read<Week & { schoolId: string }>(Prisma.sql`
    SELECT school_id AS "schoolId", weekday, openings FROM school_week WHERE school_id = ANY (${ids}::uuid[])`),
  exceptions: read<{ schoolId: string; day: string; openings: Openings }>(Prisma.sql`
    SELECT school_id AS "schoolId", day, openings FROM school_exception WHERE school_id = ANY (${ids}::uuid[])`),
});

type Entered = RowsOf<ReturnType<typeof authorityReads>>;

const asWeek = (rows: readonly Week[]) =>
  Object.fromEntries(rows.map(({ weekday, openings }) => [weekday, openings]));

/** An authority's calendar. One with no duty hours entered has the usual ones. */
function calendarIn({ terms, closedDays, hours, weeks }: Entered, id: string): Calendar {
  const isTheirs = (row: { authorityId: string }) => row.authorityId === id;
  const own = hours
    .filter(isTheirs)
    .map(({ weekday, opensAt, closesAt }) => [weekday, { opensAt, closesAt }]);
  return {
    terms: terms.filter(isTheirs).map(({ startsOn, endsOn }) => ({ startsOn, endsOn })),
    closedDays: closedDays.filter(isTheirs).map(({ authorityId: _whose, ...closed }) => closed),
    dutyHours: own.length === 0 ? usualDutyHours : Object.fromEntries(own),
    week: asWeek(weeks.filter(isTheirs)),
  };
}

type SchoolOf = { id: string; authorityId: string };

/** The calendars of several schools by id, each its authority's with what the school does otherwise; one query, none for no school. */
export async function schoolCalendarsOf(
  tx: Tx,
  schools: readonly SchoolOf[],
): Promise<Map<string, Calendar>> {
  if (schools.length === 0) return new Map();
  const authorityIds = [...new Set(schools.map((school) => school.authorityId))];
  const ids = schools.map((school) => school.id);
  const entered = await readTogether(tx, { ...authorityReads(authorityIds), ...schoolReads(ids) });
  const calendars = new Map(authorityIds.map((id) => [id, calendarIn(entered, id)]));
  const calendarFor = ({ id, authorityId }: SchoolOf): Calendar => {
    const calendar = calendars.get(authorityId) ?? calendarIn(entered, authorityId);
    const isTheirs = (row: { schoolId: string }) => row.schoolId === id;
    return {
      ...calendar,
      week: { ...calendar.week, ...asWeek(entered.schoolWeeks.filter(isTheirs)) },
      exceptions: entered.exceptions.filter(isTheirs).map(({ day, openings }) => ({ day, openings })),
    };
  };
  return new Map(schools.map((school) => [school.id, calendarFor(school)]));
}

/** The calendar that one school keeps. */
export async function schoolCalendarOf(tx: Tx, school: SchoolOf): Promise<Calendar> {
  const calendar = (await schoolCalendarsOf(tx, [school])).get(school.id);
  if (!calendar) throw new Error("schoolCalendarsOf left out a school it was asked for");
  return calendar;
}

/** The authority's calendar, in one query. */
export async function calendarOf(tx: Tx, authorityId: string): Promise<Calendar> {
  return calendarIn(await readTogether(tx, authorityReads([authorityId])), authorityId);
}

/** What an authority has entered, to be read and changed: terms from `day` on, and closed days from `day` on. */
export async function enteredFrom(tx: Tx, authorityId: string, day: string) {
  const from = toDateColumn(day);
  const terms = await tx.term.findMany({
    where: { authorityId, endsOn: { gte: from } },
    orderBy: { startsOn: "asc" },
    select: { name: true, startsOn: true, endsOn: true },
  });
  const closedDays = await tx.closedDay.findMany({
    where: { authorityId, day: { gte: from } },
    orderBy: { day: "asc" },
    select: { day: true, name: true, closesSchools: true, closesDuty: true, isHalfDay: true },
  });
  return {
    terms: terms.map(({ name, ...term }) => ({
      name,
      startsOn: fromDateColumn(term.startsOn),
      endsOn: fromDateColumn(term.endsOn),
    })),
    closedDays: closedDays.map((closed) => ({
      day: fromDateColumn(closed.day),
      name: closed.name,
      closes: closureOf(closed),
    })),
  };
}

/** The last day of the last term entered, by authority; an authority without terms is not in it. */
export async function lastTermDays(tx: Tx): Promise<Map<string, string>> {
  const lasts = await tx.term.groupBy({ by: ["authorityId"], _max: { endsOn: true } });
  return new Map(
    lasts.flatMap(({ authorityId, _max }) =>
      _max.endsOn ? [[authorityId, fromDateColumn(_max.endsOn)]] : [],
    ),
  );
}

/** The authorities whose next terms are to be entered, our own first; two queries. */
export async function calendarsRunningOut(tx: Tx, today: string): Promise<RunningOut[]> {
  const lastDays = await lastTermDays(tx);
  return (await authorityNames(tx))
    .map(({ id, name }) => ({ id, name, lastDay: lastDays.get(id) ?? null }))
    .filter(({ lastDay }) => isRunningOut(lastDay, today));
}
