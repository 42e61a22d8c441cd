import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aCalendar, aCalendarWithoutBreaks } from "#tests/factories/calendars";
import {
  addDutyMinutes,
  assumingWeekdays,
  dutyMinutesBetween,
  isStaffed,
  nextStaffed,
} from "~/domain/calendars/calendars.clocks";
import { londonInstant, londonWall } from "~/domain/calendars/internal/london-time";

const calendar = aCalendar();
const at = (wall: string) => londonInstant(wall.slice(0, 10), wall.slice(11));
const shown = (instant: Date | null) => {
  if (!instant) return null;
  const { day, time } = londonWall(instant);
  return `${day} ${time}`;
};

describe("London time", () => {
  it.each([
    ["2026-01-15 10:00", "2026-01-15T10:00:00.000Z", "winter"],
    ["2026-07-15 10:00", "2026-07-15T09:00:00.000Z", "summer"],
    ["2026-07-15 00:30", "2026-07-14T23:30:00.000Z", "just after midnight in summer"],
    ["2026-03-29 00:59", "2026-03-29T00:59:00.000Z", "before clocks go forward"],
    ["2026-03-29 01:30", "2026-03-29T01:30:00.000Z", "the hour that is skipped"],
    ["2026-03-29 02:00", "2026-03-29T01:00:00.000Z", "after clocks went forward"],
    ["2026-10-25 01:30", "2026-10-25T00:30:00.000Z", "the hour that comes twice: its first time"],
    ["2026-10-25 02:00", "2026-10-25T02:00:00.000Z", "after clocks went back"],
  ])("%s is %s: %s", (wall, expected) => {
    expect(at(wall).toISOString()).toBe(expected);
  });

  it("shows every instant as a wall time that leads back to it, the repeated hour apart", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("2000-01-01"), max: new Date("2060-01-01"), noInvalidDate: true }),
        (date) => {
          const minute = new Date(Math.floor(date.getTime() / 60_000) * 60_000);
          const { day, time } = londonWall(minute);
          const backMs = minute.getTime() - londonInstant(day, time).getTime();
          expect([0, 3_600_000]).toContain(backMs);
          expect(londonWall(londonInstant(day, time))).toEqual({ day, time });
        },
      ),
    );
  });
});

describe("isStaffed", () => {
  it.each<[string, boolean | null, string]>([
    ["2026-11-20 08:29", false, "before opening"],
    ["2026-11-20 08:30", true, "at opening"],
    ["2026-11-20 16:29", true, "before closing"],
    ["2026-11-20 16:30", false, "at closing"],
    ["2026-11-21 10:00", false, "on a Saturday"],
    ["2026-08-17 10:00", true, "on an in-service day"],
    ["2026-09-25 10:00", false, "on a local holiday"],
    ["2026-10-14 10:00", false, "in October week"],
    ["2027-06-25 10:00", null, "after the last term, in hours"],
    ["2027-06-25 18:00", false, "after the last term, out of hours"],
    ["2027-06-26 10:00", false, "after the last term, on a Saturday"],
  ])("%s: %s, %s", (wall, expected) => {
    expect(isStaffed(calendar, at(wall))).toBe(expected);
  });

  it("keeps the hours of each weekday", () => {
    const shortFriday = aCalendar({
      dutyHours: { ...calendar.dutyHours, 5: { opensAt: "08:30", closesAt: "13:00" } },
    });
    expect(isStaffed(shortFriday, at("2026-11-20 13:30"))).toBe(false);
    expect(isStaffed(shortFriday, at("2026-11-19 13:30"))).toBe(true);
  });
});

describe("nextStaffed", () => {
  it.each<[string, string | null, string]>([
    ["2026-11-20 10:00", "2026-11-20 10:00", "now"],
    ["2026-11-20 07:00", "2026-11-20 08:30", "later today"],
    ["2026-11-20 16:30", "2026-11-23 08:30", "Friday evening"],
    ["2026-11-22 03:00", "2026-11-23 08:30", "Sunday night"],
    ["2026-09-24 17:00", "2026-09-29 08:30", "before a holiday weekend"],
    ["2026-12-23 12:00", "2027-01-06 08:30", "at Christmas"],
    ["2027-03-26 09:00", "2027-04-12 08:30", "in the spring holiday, across the clock change"],
    ["2027-06-24 16:00", "2027-06-24 16:00", "the last afternoon known"],
    ["2027-06-24 17:00", null, "after the last day known"],
  ])("%s → %s: %s", (from, expected) => {
    expect(shown(nextStaffed(calendar, at(from)))).toBe(expected);
  });

  it("waits for the first in-service day in summer", () => {
    const twoYears = aCalendar({
      terms: [{ startsOn: "2026-01-06", endsOn: "2026-06-24" }, ...calendar.terms],
    });
    expect(shown(nextStaffed(twoYears, at("2026-07-08 11:00")))).toBe("2026-08-17 08:30");
  });

  it("is never when the authority has no duty hours", () => {
    const without = assumingWeekdays(aCalendar({ dutyHours: {} }));
    expect(nextStaffed(without, at("2026-11-20 10:00"))).toBeNull();
    expect(addDutyMinutes(without, at("2026-11-20 10:00"), 1)).toBeNull();
  });
});

describe("addDutyMinutes", () => {
  it.each<[string, number, string | null, string]>([
    ["2026-11-20 10:00", 30, "2026-11-20 10:30", "in hours"],
    ["2026-11-20 16:00", 30, "2026-11-20 16:30", "ends at closing time, not at the next opening"],
    ["2026-11-20 16:20", 30, "2026-11-23 08:50", "Friday afternoon into Monday"],
    ["2026-11-20 18:00", 30, "2026-11-23 09:00", "Friday evening"],
    ["2026-11-22 03:00", 0, "2026-11-22 03:00", "no minutes, out of hours"],
    ["2026-11-20 10:00", 480, "2026-11-23 10:00", "a whole day's hours"],
    ["2026-11-20 10:00", 2400, "2026-11-27 10:00", "a whole week's hours"],
    ["2026-10-09 16:00", 60, "2026-10-19 09:00", "over October week"],
    ["2026-10-23 16:00", 60, "2026-10-26 09:00", "over the weekend on which clocks go back"],
    ["2027-03-25 16:00", 60, "2027-04-12 09:00", "over the holiday in which clocks go forward"],
    ["2027-06-24 16:00", 30, "2027-06-24 16:30", "to the end of what is known"],
    ["2027-06-24 16:00", 31, null, "one minute beyond"],
  ])("%s + %i = %s: %s", (from, minutes, expected) => {
    expect(shown(addDutyMinutes(calendar, at(from), minutes))).toBe(expected);
  });

  it.each([
    ["2026-03-29 00:30", 60, "2026-03-29 02:30", "forward"],
    ["2026-10-25 00:30", 120, "2026-10-25 01:30", "back"],
  ])("counts real minutes while clocks change: %s + %i = %s, %s", (from, minutes, expected) => {
    expect(shown(addDutyMinutes(aCalendarWithoutBreaks(), at(from), minutes))).toBe(expected);
  });

  it("refuses to run backwards", () => {
    expect(() => addDutyMinutes(calendar, at("2026-11-20 10:00"), -1)).toThrow(RangeError);
  });

  it("assumes a working week after the calendar's end only when asked to", () => {
    expect(shown(addDutyMinutes(assumingWeekdays(calendar), at("2027-06-25 10:00"), 30))).toBe(
      "2027-06-25 10:30",
    );
  });
});

describe("dutyMinutesBetween", () => {
  it.each([
    ["2026-11-20 10:00", "2026-11-20 10:30", 30],
    ["2026-11-20 10:30", "2026-11-20 10:00", -30],
    ["2026-11-20 16:20", "2026-11-23 08:50", 30],
    ["2026-11-21 10:00", "2026-11-22 10:00", 0],
    ["2026-11-16 00:00", "2026-11-23 00:00", 2400],
    ["2026-10-23 16:00", "2026-10-26 09:00", 60],
    ["2027-06-24 16:00", "2027-06-25 10:00", null],
  ])("from %s to %s: %s", (a, b, expected) => {
    expect(dutyMinutesBetween(calendar, at(a), at(b))).toBe(expected);
  });

  it.each([
    ["2026-03-29 00:00", "2026-03-30 00:00", 23 * 60 - 1],
    ["2026-10-25 00:00", "2026-10-26 00:00", 25 * 60 - 1],
  ])("counts the day from %s to %s at its real length, %i minutes", (a, b, expected) => {
    expect(dutyMinutesBetween(aCalendarWithoutBreaks(), at(a), at(b))).toBe(expected);
  });
});

describe("the duty clock, whatever the start and the calendar", () => {
  const start = fc.date({ min: new Date("2026-08-17"), max: new Date("2027-05-01"), noInvalidDate: true });
  const minutes = fc.integer({ min: 0, max: 3000 });
  const calendars = fc.constantFrom(calendar, aCalendarWithoutBreaks());

  it("has counted what it was asked to add", () => {
    fc.assert(
      fc.property(calendars, start, minutes, (any, from, add) => {
        const end = addDutyMinutes(any, from, add);
        expect(end && dutyMinutesBetween(any, from, end)).toBeCloseTo(add, 6);
      }),
    );
  });

  it("adds in one step what it adds in two", () => {
    fc.assert(
      fc.property(calendars, start, minutes, minutes, (any, from, first, second) => {
        const between = addDutyMinutes(any, from, first);
        const inTwo = between && addDutyMinutes(any, between, second);
        expect(inTwo).toEqual(addDutyMinutes(any, from, first + second));
      }),
    );
  });

  it("never ends earlier for a later start", () => {
    fc.assert(
      fc.property(
        calendars,
        start,
        fc.integer({ min: 0, max: 10_000 }),
        minutes,
        (any, from, laterBy, add) => {
          const later = new Date(from.getTime() + laterBy * 60_000);
          const end = addDutyMinutes(any, from, add) ?? new Date(0);
          const laterEnd = addDutyMinutes(any, later, add) ?? new Date(8.64e15);
          expect(laterEnd.getTime()).toBeGreaterThanOrEqual(end.getTime());
        },
      ),
    );
  });

  it("is staffed at the time it names as the next staffed one", () => {
    fc.assert(
      fc.property(calendars, start, (any, from) => {
        const next = nextStaffed(any, from);
        expect(next && isStaffed(any, next)).toBe(true);
      }),
    );
  });

  it("shows duty opening at the same wall time in winter and summer", () => {
    fc.assert(
      fc.property(start, (from) => {
        const next = nextStaffed(calendar, from);
        if (next && next > from) expect(shown(next)?.slice(11)).toBe("08:30");
      }),
    );
  });
});
