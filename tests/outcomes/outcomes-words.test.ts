import { describe, expect, it } from "vitest";
import { minutesLabel, monthLabel, schoolYearLabel, shareLabel } from "~/domain/outcomes/outcomes.words";

describe("labels", () => {
  it.each([
    [null, "–"],
    [0, "0 min"],
    [0.4, "0 min"],
    [12, "12 min"],
    [59.6, "1 h 00 min"],
    [80.2, "1 h 20 min"],
    [605, "10 h 05 min"],
  ])("%s minutes read %s", (minutes, label) => {
    expect(minutesLabel(minutes)).toBe(label);
  });

  it.each([
    [0, 0, "–"],
    [0, 3, "0 of 3 (0%)"],
    [17, 20, "17 of 20 (85%)"],
    [1, 3, "1 of 3 (33%)"],
    [49, 51, "49 of 51 (96.1%)"],
  ])("%i of %i read %s", (part, whole, label) => {
    expect(shareLabel(part, whole)).toBe(label);
  });

  it("name months and school years", () => {
    expect([monthLabel("2026-11"), schoolYearLabel(2026), schoolYearLabel(1999)]).toEqual([
      "November 2026",
      "2026–27",
      "1999–00",
    ]);
  });
});
