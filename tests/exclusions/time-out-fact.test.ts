import { expect, it } from "vitest";
import { chasedOf, factOfTimeOut } from "~/domain/exclusions/internal/time-out-fact";

const timetable = {
  kind: "part_time",
  startsOn: "2026-11-24",
  endsOn: "2026-12-18",
  reviewOn: "2026-12-04",
} as const;
const sentHome = { kind: "sent_home", startsOn: "2026-11-24", endsOn: "2026-11-24", reviewOn: null } as const;

it.each([
  ["being sent home", sentHome, { kind: "sent_home", countsFrom: "2026-11-24" }],
  [
    "a timetable without an end",
    { ...timetable, endsOn: null },
    { kind: "part_time_timetable", countsFrom: "2026-11-24" },
  ],
  [
    "a timetable that goes on past its review",
    timetable,
    { kind: "part_time_timetable", countsFrom: "2026-12-05" },
  ],
  ["a timetable that ends on the day of its review", { ...timetable, reviewOn: "2026-12-18" }, null],
  ["a timetable with an end and no review", { ...timetable, reviewOn: null }, null],
  ["other authorised time", { ...sentHome, kind: "other_authorised" }, null],
  ["an exclusion, which is on record", { ...sentHome, kind: "temporary_exclusion" }, null],
] as const)("%s", (_, timeOut, expected) => {
  expect(factOfTimeOut(timeOut)).toEqual(expected);
});

it.each([
  ["on the day of its review", timetable, "2026-12-04", null],
  ["the day after", timetable, "2026-12-05", "review_overdue"],
  ["on its last day", timetable, "2026-12-18", "review_overdue"],
  ["when it is over", timetable, "2026-12-19", null],
  ["on its first day, without an end", { ...timetable, endsOn: null }, "2026-11-24", null],
  ["the day after, without an end", { ...timetable, endsOn: null }, "2026-11-25", "no_end"],
  ["without an end and past its review", { ...timetable, endsOn: null }, "2026-12-05", "review_overdue"],
  ["sent home, and nobody said until when", { ...sentHome, endsOn: null }, "2026-11-25", "no_end"],
  ["sent home for a day", sentHome, "2026-12-01", null],
] as const)("is chased or not: %s", (_, timeOut, today, expected) => {
  expect(chasedOf(timeOut, today)).toBe(expected);
});
