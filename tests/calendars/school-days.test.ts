import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aCalendar, aNeighbouringCalendar } from "#tests/factories/calendars";
import {
  addSchoolDays,
  assumingWeekdays,
  isSchoolDay,
  schoolDaysBetween,
} from "~/domain/calendars/calendars.clocks";

const calendar = aCalendar();

describe("isSchoolDay", () => {
  it.each([
    ["2026-11-20", "a Friday in term", true],
    ["2026-11-21", "a Saturday in term", false],
    ["2026-11-22", "a Sunday in term", false],
    ["2026-08-17", "an in-service day", false],
    ["2026-08-19", "the first day with pupils", true],
    ["2026-09-25", "a local holiday", false],
    ["2026-10-09", "the last day of a term", true],
    ["2026-10-14", "October week", false],
    ["2026-12-25", "Christmas", false],
    ["2027-06-24", "the last day entered", true],
    ["2027-06-25", "a Friday after the last term", null],
    ["2027-06-26", "a Saturday after the last term", false],
    ["2026-08-14", "a Friday before the first term", null],
  ])("%s, %s: %s", (day, _what, expected) => {
    expect(isSchoolDay(calendar, day)).toBe(expected);
  });

  it("knows a closed day also outside the terms entered", () => {
    const known = aCalendar({ closedDays: [{ day: "2027-07-19", closesSchools: true, closesDuty: true }] });
    expect(isSchoolDay(known, "2027-07-19")).toBe(false);
  });

  it("says nothing about a weekday when no term is entered", () => {
    expect(isSchoolDay(aCalendar({ terms: [] }), "2026-11-20")).toBeNull();
  });

  it("knows July as holiday once the next year's terms are entered", () => {
    const twoYears = aCalendar({
      terms: [...calendar.terms, { startsOn: "2027-08-16", endsOn: "2027-10-08" }],
    });
    expect(isSchoolDay(twoYears, "2027-07-14")).toBe(false);
  });

  it("takes unknown weekdays for school days only when asked to assume it", () => {
    expect(isSchoolDay(assumingWeekdays(calendar), "2027-06-25")).toBe(true);
    expect(isSchoolDay(assumingWeekdays(calendar), "2026-10-14")).toBe(false);
  });
});

describe("addSchoolDays", () => {
  it.each<[string, number, string | null, string]>([
    ["2026-11-17", 1, "2026-11-18", "the next day"],
    ["2026-11-20", 1, "2026-11-23", "over a weekend"],
    ["2026-11-21", 1, "2026-11-23", "from a Saturday"],
    ["2026-11-21", 0, "2026-11-21", "nothing to add"],
    ["2026-09-24", 1, "2026-09-29", "over a local holiday weekend"],
    ["2026-10-08", 2, "2026-10-19", "over October week"],
    ["2026-12-21", 3, "2027-01-07", "over Christmas"],
    ["2027-03-25", 1, "2027-04-12", "over the spring holiday, across the clock change"],
    ["2026-11-02", 10, "2026-11-16", "two weeks"],
    ["2026-11-02", 30, "2026-12-14", "six weeks"],
    ["2026-08-17", 1, "2026-08-19", "over an in-service day"],
    ["2027-06-23", 1, "2027-06-24", "to the last day known"],
    ["2027-06-24", 1, null, "beyond what is known"],
    ["2027-06-10", 30, null, "far beyond what is known"],
    ["2026-08-01", 1, null, "from before what is known"],
  ])("%s + %i = %s: %s", (day, count, expected) => {
    expect(addSchoolDays(calendar, day, count)).toBe(expected);
  });

  it("counts the holidays of the school's own authority", () => {
    expect(addSchoolDays(calendar, "2026-09-17", 1)).toBe("2026-09-18");
    expect(addSchoolDays(aNeighbouringCalendar(), "2026-09-17", 1)).toBe("2026-09-22");
  });

  it.each([-1, 0.5])("refuses %s days", (count) => {
    expect(() => addSchoolDays(calendar, "2026-11-20", count)).toThrow(RangeError);
  });

  it("names an assumed day after the calendar's end", () => {
    expect(addSchoolDays(assumingWeekdays(calendar), "2027-06-24", 2)).toBe("2027-06-28");
  });
});

describe("schoolDaysBetween", () => {
  it.each([
    ["2026-11-20", "2026-11-20", 0],
    ["2026-11-20", "2026-11-21", 0],
    ["2026-11-20", "2026-11-23", 1],
    ["2026-11-23", "2026-11-20", -1],
    ["2026-12-22", "2027-01-06", 1],
    ["2026-07-01", "2026-08-19", null],
    ["2027-06-24", "2027-06-25", null],
    ["2027-06-24", "2027-06-24", 0],
  ])("from %s to %s: %s", (a, b, expected) => {
    expect(schoolDaysBetween(calendar, a, b)).toBe(expected);
  });

  it("agrees with addSchoolDays on every day of the year", () => {
    const day = fc.integer({ min: 0, max: 280 }).map((count) => nthDay("2026-08-17", count));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 40 }), (start, count) => {
        const end = addSchoolDays(calendar, start, count);
        if (end === null) return;
        expect(schoolDaysBetween(calendar, start, end)).toBe(count);
        if (count > 0) expect(isSchoolDay(calendar, end)).toBe(true);
      }),
    );
  });
});

function nthDay(first: string, count: number): string {
  return new Date(Date.parse(first) + count * 86_400_000).toISOString().slice(0, 10);
}
