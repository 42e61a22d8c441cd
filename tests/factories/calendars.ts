import { type Calendar, usualDutyHours } from "~/domain/calendars/calendars.clocks";
import { asNobody } from "~/platform/database.server";
import { toDateColumn } from "~/platform/format";
import { theHomeAuthority } from "./organisations";

const closed = (day: string, kind: "holiday" | "in_service") => ({
  day,
  closesSchools: true,
  closesDuty: kind === "holiday",
});

/**
 * A school year like a Scottish authority's: in-service 17–18 August 2026, October week, Christmas, spring holiday,
 * May days, until 24 June 2027. Duty Monday to Friday 08:30–16:30.
 */
export function aCalendar(changes: Partial<Calendar> = {}): Calendar {
  return {
    terms: [
      { startsOn: "2026-08-17", endsOn: "2026-10-09" },
      { startsOn: "2026-10-19", endsOn: "2026-12-22" },
      { startsOn: "2027-01-06", endsOn: "2027-03-25" },
      { startsOn: "2027-04-12", endsOn: "2027-06-24" },
    ],
    closedDays: [
      closed("2026-08-17", "in_service"),
      closed("2026-08-18", "in_service"),
      closed("2026-09-25", "holiday"),
      closed("2026-09-28", "holiday"),
      closed("2027-02-15", "holiday"),
      closed("2027-02-16", "holiday"),
      closed("2027-02-17", "in_service"),
      closed("2027-05-03", "holiday"),
      closed("2027-05-06", "in_service"),
    ],
    dutyHours: usualDutyHours,
    ...changes,
  };
}

/** The neighbouring council's year: other September holiday, October week one week earlier. */
export function aNeighbouringCalendar(): Calendar {
  return aCalendar({
    terms: [
      { startsOn: "2026-08-12", endsOn: "2026-10-02" },
      { startsOn: "2026-10-12", endsOn: "2026-12-18" },
      { startsOn: "2027-01-05", endsOn: "2027-06-25" },
    ],
    closedDays: [closed("2026-09-18", "holiday"), closed("2026-09-21", "holiday")],
  });
}

/** Open every day of the week and round the clock, with no holidays: what is left is the clock change itself. */
export function aCalendarWithoutBreaks(): Calendar {
  const wholeDay = { opensAt: "00:00", closesAt: "23:59" };
  return {
    terms: [{ startsOn: "2026-01-01", endsOn: "2027-12-31" }],
    closedDays: [],
    dutyHours: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((weekday) => [weekday, wholeDay])),
  };
}

/** In the database: the terms and closed days of `aCalendar` for an authority. */
export async function theYearOf(authorityId: string): Promise<void> {
  const { terms, closedDays } = aCalendar();
  await asNobody(async (tx) => {
    await tx.term.createMany({
      data: terms.map((term) => ({
        authorityId,
        name: "A term",
        startsOn: toDateColumn(term.startsOn),
        endsOn: toDateColumn(term.endsOn),
      })),
    });
    await tx.closedDay.createMany({
      data: closedDays.map(({ day, closesSchools, closesDuty }) => ({
        authorityId,
        name: "Closed",
        day: toDateColumn(day),
        closesSchools,
        closesDuty,
      })),
    });
  });
}

/** In the database: our own authority has term and duty every hour of every day, so that a test runs on any day. */
export async function aYearAroundNow(): Promise<void> {
  const { id: authorityId } = await theHomeAuthority();
  await asNobody(async (tx) => {
    await tx.term.create({
      data: {
        authorityId,
        name: "All year",
        startsOn: toDateColumn("2020-01-01"),
        endsOn: toDateColumn("2035-12-31"),
      },
    });
    await tx.dutyHours.createMany({
      data: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
        authorityId,
        weekday,
        opensAt: "00:00",
        closesAt: "23:59",
      })),
    });
  });
}
