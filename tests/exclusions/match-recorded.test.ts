import { describe, expect, it } from "vitest";
import {
  type AlertThen,
  coverageOf,
  differs,
  matchRecorded,
  type RecordedHere,
  type RecordedThere,
  sendHomeSign,
} from "~/domain/exclusions/internal/match-recorded";

const there = (changes: Partial<RecordedThere> = {}): RecordedThere => ({
  id: "there",
  learnerId: "rowan",
  schoolId: "school",
  startsOn: "2026-11-10",
  endsOn: "2026-11-11",
  openings: 4,
  ...changes,
});
const here = (changes: Partial<RecordedHere> = {}): RecordedHere => ({
  id: "here",
  reference: "E-1",
  learnerId: "rowan",
  schoolId: "school",
  startsOn: "2026-11-10",
  returnsOn: "2026-11-12",
  openings: 4,
  alertId: null,
  ...changes,
});
const alert = (changes: Partial<AlertThen> = {}): AlertThen => ({
  id: "alert",
  reference: "A-1",
  learnerId: "rowan",
  raisedOn: "2026-11-09",
  endedOn: null,
  ...changes,
});

describe("the exclusion recorded here", () => {
  it.each<[string, Partial<RecordedHere>, boolean]>([
    ["of the same first day", {}, true],
    ["that begins a day later and overlaps", { startsOn: "2026-11-11", returnsOn: "2026-11-13" }, true],
    ["that begins a day earlier and overlaps", { startsOn: "2026-11-09", returnsOn: "2026-11-11" }, true],
    ["that ended the day before", { startsOn: "2026-11-06", returnsOn: "2026-11-10" }, false],
    ["that began the day after the last one", { startsOn: "2026-11-12", returnsOn: "2026-11-13" }, false],
    ["that has no end, since the child was removed", { startsOn: "2026-11-02", returnsOn: null }, true],
    ["of another learner", { learnerId: "skye" }, false],
  ])("is the one %s: %o", (_what, changes, isFound) => {
    const [matched] = matchRecorded([there()], { here: [here(changes)], alerts: [] });
    expect(matched?.here?.id ?? null).toBe(isFound ? "here" : null);
  });

  it("is taken by the same first day before it is taken by days in common, and once", () => {
    const theirs = [there({ id: "first", startsOn: "2026-11-09" }), there({ id: "second" })];
    const found = matchRecorded(theirs, { here: [here()], alerts: [] });
    expect(found.map((each) => [each.there.id, each.here?.id ?? null])).toEqual([
      ["first", null],
      ["second", "here"],
    ]);
  });
});

describe("the alert before an exclusion", () => {
  it.each<[string, Partial<AlertThen>, "covers" | "late" | "none"]>([
    ["the day before", {}, "covers"],
    ["on the first day", { raisedOn: "2026-11-10" }, "covers"],
    ["four weeks before", { raisedOn: "2026-10-13" }, "covers"],
    ["more than four weeks before", { raisedOn: "2026-10-12" }, "none"],
    ["that ended on the first day", { endedOn: "2026-11-10" }, "covers"],
    ["that ended before the first day", { endedOn: "2026-11-09" }, "none"],
    ["the day after", { raisedOn: "2026-11-11" }, "late"],
    ["a week after", { raisedOn: "2026-11-17" }, "late"],
    ["more than a week after", { raisedOn: "2026-11-18" }, "none"],
    ["of another learner", { learnerId: "skye" }, "none"],
  ])("%s: %o %s", (_what, changes, expected) => {
    const [matched] = matchRecorded([there()], { here: [], alerts: [alert(changes)] });
    expect([matched?.alert !== null, matched?.lateAlert !== null]).toEqual([
      expected === "covers",
      expected === "late",
    ]);
  });

  it("is the one it was recorded from, however old, and not a newer one", () => {
    const alerts = [alert({ id: "old", raisedOn: "2026-09-01" }), alert({ id: "new" })];
    const [matched] = matchRecorded([there()], { here: [here({ alertId: "old" })], alerts });
    expect(matched?.alert?.id).toBe("old");
  });

  it("does not count when it was recorded from one that came after", () => {
    const alerts = [alert({ raisedOn: "2026-11-20" })];
    const [matched] = matchRecorded([there()], { here: [here({ alertId: "alert" })], alerts });
    expect([matched?.alert, matched?.lateAlert?.id]).toEqual([null, "alert"]);
  });

  it("covers one exclusion, the first, and not the next one too", () => {
    const theirs = [there({ id: "second", startsOn: "2026-11-16", endsOn: null }), there({ id: "first" })];
    const found = matchRecorded(theirs, { here: [], alerts: [alert()] });
    expect(found.map((each) => [each.there.id, each.alert?.id ?? null])).toEqual([
      ["first", "alert"],
      ["second", null],
    ]);
  });
});

it("coverage is counted per school, and is 100 per cent only when all had an alert", () => {
  const many = Array.from({ length: 200 }, (_, index) => there({ id: `${index}`, learnerId: `l${index}` }));
  const theirs = [...many, there({ id: "other", schoolId: "other", learnerId: "nobody" })];
  const alerts = many.slice(1).map(({ learnerId }) => alert({ id: learnerId, learnerId }));
  expect(coverageOf(matchRecorded(theirs, { here: [], alerts }))).toEqual([
    { schoolId: "school", covered: 199, of: 200, percent: 99 },
    { schoolId: "other", covered: 0, of: 1, percent: 0 },
  ]);
});

it.each<[string, Partial<RecordedThere>, RecordedHere | null, boolean]>([
  ["nothing", {}, here(), false],
  ["the length", { openings: 6 }, here(), true],
  ["the first day", { startsOn: "2026-11-09" }, here(), true],
  ["nothing, where the file gives no length", { openings: null }, here(), false],
  ["nothing, where the child was removed from the register", {}, here({ openings: null }), false],
  ["that it is not recorded here", {}, null, true],
])("what differs is %s", (_what, changes, ours, isDifferent) => {
  expect(differs({ there: there(changes), here: ours })).toBe(isDifferent);
});

describe("an absence looks like a child sent home", () => {
  const absence = { learnerId: "rowan", startsOn: "2026-11-10" };
  const out = (kind: string, changes = {}) => [
    { learnerId: "rowan", kind, startsOn: "2026-11-10", endsOn: "2026-11-10", ...changes },
  ];
  it.each<[string, Parameters<typeof sendHomeSign>[1], string | null]>([
    ["recorded here as sent home", { timeOut: out("sent_home"), alerts: [] }, "sent_home_here"],
    ["recorded here as an exclusion", { timeOut: out("temporary_exclusion"), alerts: [] }, "excluded_here"],
    [
      "sent home without an end",
      { timeOut: out("sent_home", { endsOn: null }), alerts: [] },
      "sent_home_here",
    ],
    ["sent home, of another learner", { timeOut: out("sent_home", { learnerId: "skye" }), alerts: [] }, null],
    [
      "sent home, on another day",
      { timeOut: out("sent_home", { startsOn: "2026-11-11" }), alerts: [] },
      null,
    ],
    ["the day of an alert", { timeOut: [], alerts: [alert({ raisedOn: "2026-11-10" })] }, "after_alert"],
    [
      "three days after an alert",
      { timeOut: [], alerts: [alert({ raisedOn: "2026-11-07" })] },
      "after_alert",
    ],
    ["four days after an alert", { timeOut: [], alerts: [alert({ raisedOn: "2026-11-06" })] }, null],
    ["before an alert", { timeOut: [], alerts: [alert({ raisedOn: "2026-11-11" })] }, null],
    ["after an alert of another learner", { timeOut: [], alerts: [alert({ learnerId: "skye" })] }, null],
    ["explained by a part-time timetable", { timeOut: out("part_time"), alerts: [alert()] }, null],
    ["nothing says so", { timeOut: [], alerts: [] }, null],
  ])("%s: %o gives %s", (_what, known, sign) => {
    expect(sendHomeSign(absence, known)?.sign ?? null).toBe(sign);
  });
});
