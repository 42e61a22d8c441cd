import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aCalendar } from "#tests/factories/calendars";
import { type Urgency, urgencies } from "~/domain/alerts/alerts.words";
import { answerDue } from "~/domain/alerts/internal/answer-due";
import { londonInstant, londonWall } from "~/domain/calendars/internal/london-time";

const calendar = aCalendar();
const at = (wall: string) => londonInstant(wall.slice(0, 10), wall.slice(11));
const shown = (instant: Date) => Object.values(londonWall(instant)).join(" ");
const open = { decisionExpectedAt: null, calendar };

describe("an answer is due", () => {
  it.each<[Urgency, string, string, string]>([
    ["today", "2026-11-17 10:02", "2026-11-17 10:32", "30 minutes later"],
    ["today", "2026-11-17 08:00", "2026-11-17 09:00", "before opening: 30 minutes after opening"],
    ["today", "2026-11-17 16:00", "2026-11-17 16:30", "exactly at closing"],
    ["today", "2026-11-17 16:10", "2026-11-18 08:40", "partly tomorrow"],
    ["today", "2026-11-17 16:30", "2026-11-18 09:00", "at closing: tomorrow"],
    ["today", "2026-11-20 15:45", "2026-11-20 16:15", "Friday afternoon, still in hours"],
    ["today", "2026-11-20 16:20", "2026-11-23 08:50", "Friday afternoon into Monday"],
    ["today", "2026-11-20 17:30", "2026-11-23 09:00", "Friday evening"],
    ["today", "2026-11-21 12:00", "2026-11-23 09:00", "Saturday"],
    ["today", "2026-11-22 23:59", "2026-11-23 09:00", "Sunday night"],
    ["today", "2026-09-24 16:15", "2026-09-29 08:45", "into a holiday weekend"],
    ["today", "2026-10-09 16:15", "2026-10-19 08:45", "into October week"],
    ["today", "2026-10-24 01:00", "2026-10-26 09:00", "the weekend on which clocks go back"],
    ["today", "2027-03-27 12:00", "2027-04-12 09:00", "the weekend on which clocks go forward"],
    ["today", "2026-12-24 09:00", "2027-01-06 09:00", "Christmas Eve"],
    ["today", "2027-02-17 10:00", "2027-02-17 10:30", "an in-service day: the Virtual School is staffed"],
    ["two_school_days", "2026-11-17 10:00", "2026-11-17 12:00", "two hours later"],
    ["two_school_days", "2026-11-17 07:00", "2026-11-17 10:30", "before opening"],
    ["two_school_days", "2026-11-17 15:30", "2026-11-18 09:30", "partly tomorrow"],
    ["two_school_days", "2026-11-20 15:30", "2026-11-23 09:30", "Friday afternoon"],
    ["two_school_days", "2026-11-20 16:30", "2026-11-23 10:30", "Friday at closing"],
    ["two_school_days", "2026-11-21 10:00", "2026-11-23 10:30", "Saturday"],
    ["two_school_days", "2026-10-23 15:30", "2026-10-26 09:30", "over the night on which clocks go back"],
    [
      "two_school_days",
      "2027-03-25 15:30",
      "2027-04-12 09:30",
      "over the holiday in which clocks go forward",
    ],
    ["two_school_days", "2026-12-22 16:00", "2027-01-06 10:00", "over Christmas"],
    ["later", "2026-11-17 10:00", "2026-11-18 10:00", "the same time tomorrow"],
    ["later", "2026-11-17 08:30", "2026-11-18 08:30", "at opening"],
    ["later", "2026-11-17 07:00", "2026-11-18 08:30", "before opening: tomorrow at opening"],
    ["later", "2026-11-17 18:00", "2026-11-19 08:30", "after closing: the clock starts tomorrow"],
    ["later", "2026-11-20 10:00", "2026-11-23 10:00", "Friday to Monday"],
    ["later", "2026-11-20 17:00", "2026-11-24 08:30", "Friday evening to Tuesday"],
    ["later", "2026-11-21 12:00", "2026-11-24 08:30", "Saturday to Tuesday"],
    ["later", "2026-09-24 10:00", "2026-09-29 10:00", "over a holiday weekend"],
    ["later", "2026-10-09 10:00", "2026-10-19 10:00", "over October week"],
    ["later", "2026-10-23 10:00", "2026-10-26 10:00", "the same wall time although clocks went back"],
    ["later", "2027-03-25 10:00", "2027-04-12 10:00", "the same wall time although clocks went forward"],
    ["later", "2027-02-12 10:00", "2027-02-18 10:00", "an in-service day is not a school day"],
  ])("%s, raised %s: by %s, %s", (urgency, raisedAt, expected) => {
    const { dueAt, isAssumed } = answerDue({ ...open, urgency, raisedAt: at(raisedAt) });
    expect(shown(dueAt)).toBe(expected);
    expect(isAssumed).toBe(false);
  });

  it.each<[Urgency, string, string, string]>([
    ["today", "2026-07-08 11:00", "2026-08-17 09:00", "the first in-service day"],
    ["two_school_days", "2026-07-08 11:00", "2026-08-17 10:30", "the first in-service day"],
    ["later", "2026-07-08 11:00", "2026-08-19 08:30", "the first day with pupils"],
    ["today", "2026-06-24 16:15", "2026-08-17 08:45", "from the last afternoon of the year"],
  ])("after the summer when raised in it: %s, raised %s: by %s, %s", (urgency, raisedAt, expected) => {
    const twoYears = aCalendar({
      terms: [{ startsOn: "2026-01-06", endsOn: "2026-06-24" }, ...calendar.terms],
    });
    expect(shown(answerDue({ ...open, calendar: twoYears, urgency, raisedAt: at(raisedAt) }).dueAt)).toBe(
      expected,
    );
  });

  it.each<[Urgency, string, string]>([
    ["today", "2027-06-25 10:00", "2027-06-25 10:30"],
    ["two_school_days", "2027-06-24 15:30", "2027-06-25 09:30"],
    ["later", "2027-06-24 10:00", "2027-06-25 10:00"],
    ["today", "2027-07-03 10:00", "2027-07-05 09:00"],
  ])(
    "in a usual week, and says so, beyond the calendar: %s, raised %s: by %s",
    (urgency, raisedAt, expected) => {
      const { dueAt, isAssumed } = answerDue({ ...open, urgency, raisedAt: at(raisedAt) });
      expect(shown(dueAt)).toBe(expected);
      expect(isAssumed).toBe(true);
    },
  );

  it("in usual hours, and says so, where the authority has none", () => {
    const without = aCalendar({ dutyHours: {} });
    const due = answerDue({ ...open, calendar: without, urgency: "today", raisedAt: at("2026-11-17 10:00") });
    expect([shown(due.dueAt), due.isAssumed]).toEqual(["2026-11-17 10:30", true]);
  });
});

describe("the limit does not reach beyond the decision", () => {
  it.each<[Urgency, string, string, string, string]>([
    [
      "two_school_days",
      "2026-11-20 15:45",
      "2026-11-23 09:00",
      "2026-11-23 09:00",
      "Friday for Monday at nine",
    ],
    [
      "two_school_days",
      "2026-11-20 15:45",
      "2026-11-23 14:00",
      "2026-11-23 09:45",
      "Friday for Monday afternoon",
    ],
    [
      "two_school_days",
      "2026-11-21 12:00",
      "2026-11-23 08:00",
      "2026-11-23 09:00",
      "never below the limit for today",
    ],
    ["later", "2026-11-20 17:00", "2026-11-24 08:00", "2026-11-24 08:00", "before tomorrow's opening"],
    ["today", "2026-11-17 10:00", "2026-11-17 10:10", "2026-11-17 10:30", "in ten minutes"],
    ["today", "2026-11-17 10:00", "2026-11-17 09:00", "2026-11-17 10:30", "an hour ago"],
  ])("%s, raised %s, decision %s: by %s, %s", (urgency, raisedAt, decision, expected) => {
    const due = answerDue({ urgency, raisedAt: at(raisedAt), decisionExpectedAt: at(decision), calendar });
    expect(shown(due.dueAt)).toBe(expected);
  });
});

describe("limits are a setting", () => {
  it.each([
    [{ dutyMinutes: 15 }, "2026-11-17 10:15"],
    [{ dutyMinutes: 480 }, "2026-11-18 10:00"],
    [{ schoolDays: 2 }, "2026-11-19 10:00"],
  ])("%o from 2026-11-17 10:00: %s", (limit, expected) => {
    const limits = { today: { dutyMinutes: 10 }, two_school_days: limit, later: { schoolDays: 3 } };
    const due = answerDue({ ...open, urgency: "two_school_days", raisedAt: at("2026-11-17 10:00"), limits });
    expect(shown(due.dueAt)).toBe(expected);
  });

  it("moves into the hours of the day it falls on", () => {
    const dutyHours = { ...calendar.dutyHours, 5: { opensAt: "09:30", closesAt: "13:00" } };
    const shortFriday = aCalendar({ dutyHours });
    const due = (raisedAt: string) =>
      shown(answerDue({ ...open, calendar: shortFriday, urgency: "later", raisedAt: at(raisedAt) }).dueAt);
    expect(due("2026-11-19 15:00")).toBe("2026-11-20 13:00");
    expect(due("2026-11-19 08:45")).toBe("2026-11-20 09:30");
  });

  it("waits for the next opening when the Virtual School is closed on that school day", () => {
    const closedDays = [{ day: "2026-11-20", closesSchools: false, closesDuty: true }];
    const closedFriday = aCalendar({ closedDays });
    const due = answerDue({
      ...open,
      calendar: closedFriday,
      urgency: "later",
      raisedAt: at("2026-11-19 10:00"),
    });
    expect(shown(due.dueAt)).toBe("2026-11-23 08:30");
  });
});

it("is due sooner, or as soon, the more urgent it is", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("2026-08-17"), max: new Date("2027-05-20"), noInvalidDate: true }),
      (raisedAt) => {
        const [today, twoDays, later] = urgencies.map(
          (urgency) => answerDue({ ...open, urgency, raisedAt }).dueAt,
        );
        expect(Number(today)).toBeGreaterThan(raisedAt.getTime());
        expect(Number(twoDays)).toBeGreaterThanOrEqual(Number(today));
        expect(Number(later)).toBeGreaterThanOrEqual(Number(twoDays));
      },
    ),
  );
});
