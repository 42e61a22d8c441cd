import { authorityNames } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { fromDateColumn, toDateColumn } from "~/platform/format";
import { type Calendar, type Openings, usualDutyHours } from "./calendars.clocks";
import { closureOf } from "./internal/closures";
import { isRunningOut, type RunningOut } from "./running-out";

/** The calendars of several authorities, in four queries. One with no duty hours entered has the usual ones. */
async function calendarsOf(tx: Tx, authorityIds: readonly string[]): Promise<Map<string, Calendar>> {
  const ids = [...new Set(authorityIds)];
  const where = { authorityId: { in: ids } };
  const terms = await tx.term.findMany({
    where,
    select: { authorityId: true, startsOn: true, endsOn: true },
  });
  const closedDays = await tx.closedDay.findMany({
    where,
    select: { authorityId: true, day: true, closesSchools: true, closesDuty: true, isHalfDay: true },
  });
  const hours = await tx.dutyHours.findMany({
    where,
    select: { authorityId: true, weekday: true, opensAt: true, closesAt: true },
  });
  const weeks = await tx.authorityWeek.findMany({
    where,
    select: { authorityId: true, weekday: true, openings: true },
  });
  const calendarFor = (id: string): Calendar => {
    const isTheirs = (row: { authorityId: string }) => row.authorityId === id;
    const week = hours
      .filter(isTheirs)
      .map(({ weekday, opensAt, closesAt }) => [weekday, { opensAt, closesAt }]);
    return {
      terms: terms
        .filter(isTheirs)
        .map((term) => ({ startsOn: fromDateColumn(term.startsOn), endsOn: fromDateColumn(term.endsOn) })),
      closedDays: closedDays
        .filter(isTheirs)
        .map(({ authorityId: _whose, ...closed }) => ({ ...closed, day: fromDateColumn(closed.day) })),
      dutyHours: week.length === 0 ? usualDutyHours : Object.fromEntries(week),
      week: asWeek(weeks.filter(isTheirs)),
    };
  };
  return new Map(ids.map((id) => [id, calendarFor(id)]));
}

const asWeek = (rows: readonly { weekday: number; openings: number }[]) =>
  Object.fromEntries(rows.map(({ weekday, openings }) => [weekday, openings as Openings]));

type SchoolOf = { id: string; authorityId: string };

/** The calendars of several schools by id, each its authority's with what the school does otherwise; six queries. */
export async function schoolCalendarsOf(
  tx: Tx,
  schools: readonly SchoolOf[],
): Promise<Map<string, Calendar>> {
  const calendars = await calendarsOf(
    tx,
    schools.map((school) => school.authorityId),
  );
  const where = { schoolId: { in: schools.map((school) => school.id) } };
  const weeks = await tx.schoolWeek.findMany({
    where,
    select: { schoolId: true, weekday: true, openings: true },
  });
  const days = await tx.schoolException.findMany({
    where,
    select: { schoolId: true, day: true, openings: true },
  });
  const calendarFor = ({ id, authorityId }: SchoolOf): Calendar => {
    const calendar = calendars.get(authorityId);
    if (!calendar) throw new Error("calendarsOf left out an authority it was asked for");
    const exceptions = days.filter((row) => row.schoolId === id);
    return {
      ...calendar,
      week: { ...calendar.week, ...asWeek(weeks.filter((row) => row.schoolId === id)) },
      exceptions: exceptions.map(({ day, openings }) => ({
        day: fromDateColumn(day),
        openings: openings as Openings,
      })),
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

/** The authority's calendar, in four queries. */
export async function calendarOf(tx: Tx, authorityId: string): Promise<Calendar> {
  const calendar = (await calendarsOf(tx, [authorityId])).get(authorityId);
  if (!calendar) throw new Error("calendarsOf left out an authority it was asked for");
  return calendar;
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
