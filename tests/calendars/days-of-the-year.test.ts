import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aCalendar } from "#tests/factories/calendars";
import {
  addCalendarDays,
  addDutyMinutes,
  addSchoolDays,
  type Calendar,
  dutyMinutesBetween,
  isSchoolDay,
  isStaffed,
  londonInstant,
  openingsBetween,
  usualDutyHours,
  weekdayOf,
} from "~/domain/calendars/calendars.clocks";
import { londonWall } from "~/domain/calendars/internal/london-time";

const years = fc.integer({ min: 2020, max: 2099 });

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
function easterSunday(year: number): string {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** The last Sunday of a month, on which clocks change in March and October. */
function lastSunday(year: number, month: "03" | "10"): string {
  const last = `${year}-${month}-31`;
  return addCalendarDays(last, -(weekdayOf(last) % 7));
}

const wholeYear = (year: number, changes: Partial<Calendar> = {}) =>
  aCalendar({
    terms: [{ startsOn: `${year}-01-05`, endsOn: `${year}-12-18` }],
    closedDays: [],
    ...changes,
  });

const holiday = (day: string) => ({ day, closesSchools: true, closesDuty: true });

describe("Easter", () => {
  it.each([
    [2026, "2026-04-05"],
    [2027, "2027-03-28"],
    [2038, "2038-04-25"],
  ])("of %i is %s", (year, day) => {
    expect(easterSunday(year)).toBe(day);
  });

  it("closes Good Friday and Easter Monday in any year, also when clocks change in between", () => {
    fc.assert(
      fc.property(years, (year) => {
        const sunday = easterSunday(year);
        const [thursday, friday, monday, tuesday] = [-3, -2, 1, 2].map((by) => addCalendarDays(sunday, by));
        if (!thursday || !friday || !monday || !tuesday) throw new Error("four days were asked for");
        const calendar = wholeYear(year, { closedDays: [holiday(friday), holiday(monday)] });
        expect(openingsBetween(calendar, thursday, tuesday)).toBe(4);
        expect(addSchoolDays(calendar, thursday, 1)).toBe(tuesday);
        const answer = addDutyMinutes(calendar, londonInstant(thursday, "16:00"), 60);
        expect(answer).toEqual(londonInstant(tuesday, "09:00"));
      }),
    );
  });
});

describe("the weekends on which clocks change", () => {
  it.each(["03", "10"] as const)("in month %s of any year leave duty hours as they are", (month) => {
    fc.assert(
      fc.property(years, (year) => {
        const sunday = lastSunday(year, month);
        const [friday, monday] = [addCalendarDays(sunday, -2), addCalendarDays(sunday, 1)];
        const calendar = wholeYear(year);
        const from = londonInstant(friday, "16:00");
        expect(addDutyMinutes(calendar, from, 60)).toEqual(londonInstant(monday, "09:00"));
        expect(dutyMinutesBetween(calendar, from, londonInstant(monday, "09:00"))).toBe(60);
        const hours = londonInstant(monday, "08:30").getTime() - londonInstant(friday, "08:30").getTime();
        expect(hours / 3_600_000).toBe(month === "03" ? 71 : 73);
      }),
    );
  });
});

describe("Friday afternoon", () => {
  const shortFridays = aCalendar({
    week: { 5: 1 },
    dutyHours: { ...usualDutyHours, 5: { opensAt: "08:30", closesAt: "13:00" } },
  });

  it("is no longer staffed where duty ends at one, and the clock waits for Monday", () => {
    expect(isStaffed(shortFridays, londonInstant("2026-11-20", "13:00"))).toBe(false);
    expect(addDutyMinutes(shortFridays, londonInstant("2026-11-20", "12:45"), 30)).toEqual(
      londonInstant("2026-11-23", "08:45"),
    );
  });

  it("takes one opening off each week and no school day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), (weeks) => {
        const [first, last] = ["2026-10-26", addCalendarDays("2026-10-26", weeks * 7 - 3)];
        expect(openingsBetween(shortFridays, first, last)).toBe(9 * weeks);
        expect(addSchoolDays(shortFridays, "2026-10-25", weeks * 5)).toBe(last);
      }),
    );
  });
});

describe("July", () => {
  const nextYear = { startsOn: "2027-08-16", endsOn: "2027-10-08" };
  const known = aCalendar({ terms: [...aCalendar().terms, nextYear] });
  const inJuly = fc
    .integer({ min: 0, max: 31 * 24 * 60 - 1 })
    .map((minutes) => new Date(Date.parse("2027-06-30T23:00:00Z") + minutes * 60_000));

  it("has no openings and no duty, and any clock started then runs from the first day of term", () => {
    expect(openingsBetween(known, "2027-07-01", "2027-07-31")).toBe(0);
    fc.assert(
      fc.property(inJuly, fc.integer({ min: 1, max: 480 }), (at, minutes) => {
        expect(isStaffed(known, at)).toBe(false);
        const due = addDutyMinutes(known, at, minutes);
        const opening = londonInstant("2027-08-16", "08:30").getTime();
        expect(due?.getTime()).toBe(opening + minutes * 60_000);
        expect(isSchoolDay(known, londonWall(at).day)).toBe(false);
      }),
    );
  });

  it("cannot be counted across while next year's terms are missing", () => {
    fc.assert(
      fc.property(inJuly, (at) => {
        expect(addDutyMinutes(aCalendar(), at, 30)).toBeNull();
        expect(addSchoolDays(aCalendar(), londonWall(at).day, 1)).toBeNull();
      }),
    );
  });
});
