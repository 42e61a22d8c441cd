import type { Tx } from "~/platform/database.server";
import { fromDateColumn, toDateColumn } from "~/platform/format";
import { type Calendar, usualDutyHours } from "./calendars.clocks";
import type { Closure } from "./calendars.schema";

/** The calendars of several authorities, in three queries. One with no duty hours entered has the usual ones. */
export async function calendarsOf(tx: Tx, authorityIds: readonly string[]): Promise<Map<string, Calendar>> {
  const ids = [...new Set(authorityIds)];
  const where = { authorityId: { in: ids } };
  const terms = await tx.term.findMany({
    where,
    select: { authorityId: true, startsOn: true, endsOn: true },
  });
  const closedDays = await tx.closedDay.findMany({
    where,
    select: { authorityId: true, day: true, closesSchools: true, closesDuty: true },
  });
  const hours = await tx.dutyHours.findMany({
    where,
    select: { authorityId: true, weekday: true, opensAt: true, closesAt: true },
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
    };
  };
  return new Map(ids.map((id) => [id, calendarFor(id)]));
}

/** The authority's calendar, in three queries. */
export async function calendarOf(tx: Tx, authorityId: string): Promise<Calendar> {
  const calendar = (await calendarsOf(tx, [authorityId])).get(authorityId);
  if (!calendar) throw new Error("calendarsOf left out an authority it was asked for");
  return calendar;
}

const closesOf = (day: { closesSchools: boolean; closesDuty: boolean }): Closure => {
  if (day.closesSchools && day.closesDuty) return "schools_and_duty";
  return day.closesSchools ? "schools" : "duty";
};

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
    select: { day: true, name: true, closesSchools: true, closesDuty: true },
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
      closes: closesOf(closed),
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
