import { describe, expect, it } from "vitest";
import { boundsOf, monthsOf, schoolYearOf, schoolYearsBetween } from "~/domain/calendars/school-years";

describe("the school year of a day", () => {
  it.each([
    ["2026-07-31", 2025],
    ["2026-08-01", 2026],
    ["2026-12-31", 2026],
    ["2027-01-01", 2026],
    ["2027-07-31", 2026],
    ["2027-08-01", 2027],
  ])("%s belongs to %i", (day, year) => {
    expect(schoolYearOf(day)).toBe(year);
  });

  it("runs from 1 August to before the next", () => {
    expect(boundsOf(2026)).toEqual({ from: "2026-08-01", before: "2027-08-01" });
  });
});

describe("the months shown", () => {
  it.each([
    ["2026-08-01", ["2026-08"]],
    ["2026-11-22", ["2026-08", "2026-09", "2026-10", "2026-11"]],
    ["2027-01-05", ["2026-08", "2026-09", "2026-10", "2026-11", "2026-12", "2027-01"]],
  ])("on %s end with its month", (today, months) => {
    expect(monthsOf(2026, today)).toEqual(months);
  });

  it("of a past year are all twelve", () => {
    const months = monthsOf(2025, "2026-11-22");
    expect(months).toHaveLength(12);
    expect([months[0], months[4], months[5], months[11]]).toEqual([
      "2025-08",
      "2025-12",
      "2026-01",
      "2026-07",
    ]);
  });
});

describe("the school years to choose from", () => {
  it.each([
    ["2026-11-01", "2026-11-22", [2026]],
    ["2024-07-31", "2026-11-22", [2026, 2025, 2024, 2023]],
    ["2026-11-23", "2026-11-22", [2026]],
  ])("from %s to %s: %j, newest first", (first, today, years) => {
    expect(schoolYearsBetween(first, today)).toEqual(years);
  });
});
