import { describe, expect, it } from "vitest";
import { aCalendar, aNeighbouringCalendar } from "#tests/factories/calendars";
import type { Urgency } from "~/domain/alerts/alerts.words";
import { urgencyOf } from "~/domain/alerts/internal/urgency";
import { londonInstant } from "~/domain/calendars/internal/london-time";

const calendar = aCalendar();
const at = (wall: string) => londonInstant(wall.slice(0, 10), wall.slice(11));

describe("urgency follows from when the head teacher expects to decide", () => {
  it.each<[string, string | null, Urgency, string]>([
    ["2026-11-17 10:00", null, "today", "not known"],
    ["2026-11-17 10:00", "2026-11-17 10:00", "today", "this minute"],
    ["2026-11-17 10:00", "2026-11-17 15:30", "today", "this afternoon"],
    ["2026-11-17 10:00", "2026-11-17 23:59", "today", "the last minute of today"],
    ["2026-11-17 10:00", "2026-11-17 09:00", "today", "earlier today"],
    ["2026-11-17 10:00", "2026-11-10 09:00", "today", "last week"],
    ["2026-11-17 10:00", "2026-11-18 00:00", "two_school_days", "the first minute of tomorrow"],
    ["2026-11-17 10:00", "2026-11-18 09:00", "two_school_days", "tomorrow"],
    ["2026-11-17 10:00", "2026-11-19 23:59", "two_school_days", "the last minute of the second day"],
    ["2026-11-17 10:00", "2026-11-20 00:00", "later", "the first minute of the third day"],
    ["2026-11-17 10:00", "2026-12-17 09:00", "later", "next month"],
    ["2026-11-20 15:50", "2026-11-20 16:30", "today", "Friday afternoon, today"],
    ["2026-11-20 15:50", "2026-11-21 10:00", "today", "Friday for Saturday: no school day in between"],
    ["2026-11-20 15:50", "2026-11-22 20:00", "today", "Friday for Sunday evening"],
    ["2026-11-20 15:50", "2026-11-23 09:00", "two_school_days", "Friday for Monday"],
    ["2026-11-20 15:50", "2026-11-24 09:00", "two_school_days", "Friday for Tuesday"],
    ["2026-11-20 15:50", "2026-11-25 09:00", "later", "Friday for Wednesday"],
    ["2026-11-21 11:00", "2026-11-22 11:00", "today", "Saturday for Sunday"],
    ["2026-11-21 11:00", "2026-11-23 09:00", "two_school_days", "Saturday for Monday"],
    ["2026-11-22 22:00", "2026-11-24 09:00", "two_school_days", "Sunday for Tuesday"],
    ["2026-11-22 22:00", "2026-11-25 09:00", "later", "Sunday for Wednesday"],
    ["2026-09-24 14:00", "2026-09-29 09:00", "two_school_days", "over a holiday weekend"],
    ["2026-09-24 14:00", "2026-09-30 09:00", "two_school_days", "second day after a holiday weekend"],
    ["2026-09-24 14:00", "2026-10-01 09:00", "later", "third day after a holiday weekend"],
    ["2026-09-24 14:00", "2026-09-28 12:00", "today", "on the local holiday itself"],
    ["2026-10-09 14:00", "2026-10-19 09:00", "two_school_days", "over October week"],
    ["2026-10-09 14:00", "2026-10-16 09:00", "today", "within October week"],
    ["2026-10-23 14:00", "2026-10-26 09:00", "two_school_days", "over the night on which clocks go back"],
    ["2026-10-25 00:30", "2026-10-25 23:30", "today", "the day of 25 hours"],
    [
      "2027-03-25 14:00",
      "2027-04-13 09:00",
      "two_school_days",
      "over the spring holiday and the clock change",
    ],
    ["2026-12-22 12:00", "2027-01-07 09:00", "two_school_days", "over Christmas"],
    ["2026-12-22 12:00", "2027-01-08 09:00", "later", "third day after Christmas"],
    ["2027-02-12 12:00", "2027-02-19 09:00", "two_school_days", "over a long weekend and an in-service day"],
    ["2027-06-24 12:00", "2027-06-24 14:00", "today", "the last day known"],
    ["2027-06-24 12:00", "2027-06-25 09:00", "two_school_days", "after the last day known, a weekday counts"],
    [
      "2027-06-24 12:00",
      "2027-06-26 09:00",
      "two_school_days",
      "after the last day known, Saturday does not",
    ],
    ["2027-07-05 12:00", "2027-07-08 09:00", "later", "in a July that the calendar does not know"],
  ])("on %s for %s: %s, %s", (now, expected, urgency) => {
    expect(urgencyOf(expected === null ? null : at(expected), at(now), calendar)).toBe(urgency);
  });

  it.each<[string, string, Urgency, string]>([
    ["2026-07-08 10:00", "2026-07-20 10:00", "today", "a July decision, no school in between"],
    ["2026-07-08 10:00", "2026-08-19 09:00", "two_school_days", "the first day with pupils"],
    ["2026-07-08 10:00", "2026-08-20 09:00", "two_school_days", "the second day with pupils"],
    ["2026-07-08 10:00", "2026-08-21 09:00", "later", "the third day with pupils"],
  ])("in a July between two known years, on %s for %s: %s, %s", (now, expected, urgency) => {
    const twoYears = aCalendar({
      terms: [{ startsOn: "2026-01-06", endsOn: "2026-06-24" }, ...calendar.terms],
    });
    expect(urgencyOf(at(expected), at(now), twoYears)).toBe(urgency);
  });

  it.each<[string, string, Urgency, Urgency, string]>([
    ["2026-09-17 10:00", "2026-09-22 09:00", "two_school_days", "later", "their September holiday"],
    ["2026-09-24 10:00", "2026-09-30 09:00", "later", "two_school_days", "our September holiday"],
    ["2026-10-02 10:00", "2026-10-09 12:00", "today", "later", "their October week"],
    ["2026-10-09 10:00", "2026-10-14 12:00", "later", "today", "our October week"],
  ])("on %s for %s: %s in the neighbouring council, %s at home: %s", (now, expected, theirs, ours) => {
    expect(urgencyOf(at(expected), at(now), aNeighbouringCalendar())).toBe(theirs);
    expect(urgencyOf(at(expected), at(now), calendar)).toBe(ours);
  });
});
