import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aCalendar, aNeighbouringCalendar } from "#tests/factories/calendars";
import {
  addCalendarDays,
  addOpenings,
  addSchoolDays,
  assumingWeekdays,
  type Calendar,
  isSchoolDay,
  type Openings,
  openingsBetween,
  openingsOn,
  schoolDaysBetween,
} from "~/domain/calendars/calendars.clocks";

const halfDay = (day: string) => ({ day, closesSchools: false, closesDuty: false, isHalfDay: true });
const term = aCalendar();
const shortFridays = aCalendar({ week: { 5: 1 } });
const withHalfDay = aCalendar({ closedDays: [...term.closedDays, halfDay("2026-12-22")] });

describe("openingsOn", () => {
  it.each<[string, string, Openings | null, Calendar]>([
    ["2026-11-18", "a Wednesday", 2, term],
    ["2026-11-20", "a Friday", 2, term],
    ["2026-11-21", "a Saturday", 0, term],
    ["2026-11-20", "a Friday where Fridays are half days", 1, shortFridays],
    ["2026-11-19", "the Thursday before it", 2, shortFridays],
    ["2026-09-25", "a closed Friday where Fridays are half days", 0, shortFridays],
    ["2026-12-22", "the last day before Christmas, a half day", 1, withHalfDay],
    ["2026-12-21", "the day before it", 2, withHalfDay],
    ["2026-08-17", "an in-service day", 0, term],
    ["2026-10-14", "October week", 0, term],
    ["2027-06-25", "after the last term", null, term],
    ["2026-11-18", "a Wednesday where Wednesdays are closed", 0, aCalendar({ week: { 3: 0 } })],
    ["2026-11-21", "a Saturday where Saturdays are open", 1, aCalendar({ week: { 6: 1 } })],
  ])("%s, %s: %s", (day, _what, openings, calendar) => {
    expect(openingsOn(calendar, day)).toBe(openings);
  });

  it.each<[string, string, Openings]>([
    ["2026-11-18", "closed by burst pipes", 0],
    ["2026-11-19", "a half day for a school show", 1],
    ["2026-08-17", "open on the authority's in-service day", 2],
    ["2026-11-21", "open on a Saturday", 1],
    ["2027-06-28", "open after the last term", 2],
  ])("a school's own day holds whatever the authority's calendar says: %s, %s", (day, _what, openings) => {
    expect(openingsOn(aCalendar({ exceptions: [{ day, openings }] }), day)).toBe(openings);
    expect(openingsOn(term, day)).not.toBe(openings);
  });
});

describe("openingsBetween", () => {
  it.each<[string, string, number | null, string, Calendar]>([
    ["2026-11-16", "2026-11-20", 10, "a whole week", term],
    ["2026-11-16", "2026-11-20", 9, "a week with a half-day Friday", shortFridays],
    ["2026-11-20", "2026-11-20", 2, "one day, itself included", term],
    ["2026-11-21", "2026-11-22", 0, "a weekend", term],
    ["2026-11-20", "2026-11-16", 0, "backwards: nothing", term],
    ["2026-09-24", "2026-09-29", 4, "over a holiday weekend", term],
    ["2026-09-17", "2026-09-22", 8, "the neighbour's holiday weekend, here", term],
    ["2026-09-17", "2026-09-22", 4, "and there", aNeighbouringCalendar()],
    ["2027-06-24", "2027-06-25", null, "beyond what is known", term],
  ])("from %s to %s: %s openings, %s", (first, last, openings, _what, calendar) => {
    expect(openingsBetween(calendar, first, last)).toBe(openings);
  });
});

describe("addOpenings", () => {
  it.each<[string, number, string | null, string, Calendar]>([
    ["2026-11-18", 0, "2026-11-18", "nothing to add", term],
    ["2026-11-18", 2, "2026-11-19", "one school day", term],
    ["2026-11-18", 3, "2026-11-20", "one and a half", term],
    ["2026-11-18", 4, "2026-11-20", "two school days", term],
    ["2026-11-18", 4, "2026-11-23", "the same where Fridays are half days", shortFridays],
    ["2026-09-24", 1, "2026-09-29", "over a holiday weekend", term],
    ["2026-12-21", 3, "2027-01-06", "over Christmas, after a half day", withHalfDay],
    ["2027-06-23", 3, null, "beyond what is known", term],
  ])("%s + %i = %s: %s", (day, count, expected, _what, calendar) => {
    expect(addOpenings(calendar, day, count)).toBe(expected);
  });
});

describe("a week on which schools never open", () => {
  const never = aCalendar({ week: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 } });
  it("is not counted to the end of time", () => {
    expect(addSchoolDays(assumingWeekdays(never), "2026-11-20", 1)).toBeNull();
    expect(addSchoolDays(assumingWeekdays(never), "2026-11-20", 0)).toBe("2026-11-20");
    expect(openingsBetween(never, "2026-11-01", "2026-11-30")).toBe(0);
  });
});

const opens = fc.constantFrom<Openings>(0, 1, 2);
const dayOfYear = fc.integer({ min: 0, max: 310 }).map((count) => addCalendarDays("2026-08-17", count));
const calendars = fc
  .record({
    base: fc.constantFrom(term, aNeighbouringCalendar()),
    friday: opens,
    halfDays: fc.uniqueArray(dayOfYear, { maxLength: 10 }),
    exceptions: fc.uniqueArray(fc.record({ day: dayOfYear, openings: opens }), {
      maxLength: 10,
      selector: ({ day }) => day,
    }),
  })
  .map(({ base, friday, halfDays, exceptions }): Calendar => {
    const isClosed = new Set(base.closedDays.map((closed) => closed.day));
    const added = halfDays.filter((day) => !isClosed.has(day)).map(halfDay);
    return { ...base, week: { 5: friday }, closedDays: [...base.closedDays, ...added], exceptions };
  });

describe("counting, whatever the calendar", () => {
  it("adds up over two spans side by side", () => {
    fc.assert(
      fc.property(calendars, fc.tuple(dayOfYear, dayOfYear, dayOfYear), (calendar, days) => {
        const [a = "", b = "", c = ""] = [...days].sort();
        const parts = [
          openingsBetween(calendar, a, b),
          openingsBetween(calendar, addCalendarDays(b, 1), c),
          openingsBetween(calendar, a, c),
        ];
        if (b < c && parts[2] !== null) expect((parts[0] ?? 0) + (parts[1] ?? 0)).toBe(parts[2]);
        const school = [
          schoolDaysBetween(calendar, a, b),
          schoolDaysBetween(calendar, b, c),
          schoolDaysBetween(calendar, a, c),
        ];
        if (school[2] !== null) expect((school[0] ?? 0) + (school[1] ?? 0)).toBe(school[2]);
      }),
    );
  });

  it("finds between one and two openings on each school day", () => {
    fc.assert(
      fc.property(calendars, dayOfYear, fc.integer({ min: 0, max: 60 }), (calendar, day, length) => {
        const last = addCalendarDays(day, length);
        const openings = openingsBetween(calendar, addCalendarDays(day, 1), last);
        const schoolDays = schoolDaysBetween(calendar, day, last);
        if (openings === null || schoolDays === null) {
          expect([openings, schoolDays]).toEqual([null, null]);
          return;
        }
        expect(openings).toBeGreaterThanOrEqual(schoolDays);
        expect(openings).toBeLessThanOrEqual(2 * schoolDays);
      }),
    );
  });

  it("reaches a number of openings on the day that counting them back needs", () => {
    fc.assert(
      fc.property(calendars, dayOfYear, fc.integer({ min: 1, max: 40 }), (calendar, day, count) => {
        const end = addOpenings(calendar, day, count);
        if (end === null) return;
        const next = addCalendarDays(day, 1);
        expect(openingsBetween(calendar, next, end)).toBeGreaterThanOrEqual(count);
        expect(openingsBetween(calendar, next, addCalendarDays(end, -1))).toBeLessThan(count);
      }),
    );
  });

  it("ends a count of school days on a school day, and counts it back", () => {
    fc.assert(
      fc.property(calendars, dayOfYear, fc.integer({ min: 1, max: 40 }), (calendar, day, count) => {
        const end = addSchoolDays(calendar, day, count);
        if (end === null) return;
        expect(isSchoolDay(calendar, end)).toBe(true);
        expect(schoolDaysBetween(calendar, day, end)).toBe(count);
      }),
    );
  });
});

describe("addCalendarDays", () => {
  it.each([
    ["2026-03-28", 1, "2026-03-29"],
    ["2026-03-29", 1, "2026-03-30"],
    ["2026-10-24", 2, "2026-10-26"],
    ["2028-02-28", 1, "2028-02-29"],
    ["2027-02-28", 1, "2027-03-01"],
    ["2026-12-31", 1, "2027-01-01"],
    ["2026-11-22", -22, "2026-10-31"],
  ])("%s + %i = %s", (day, count, expected) => {
    expect(addCalendarDays(day, count)).toBe(expected);
  });

  it("goes back the way it came", () => {
    const anyDay = fc.integer({ min: 0, max: 36_000 }).map((count) => addCalendarDays("2000-01-01", count));
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, count) => {
        expect(addCalendarDays(addCalendarDays(day, count), -count)).toBe(day);
      }),
    );
  });
});
