import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aCalendar } from "#tests/factories/calendars";
import type { AlertOutcome } from "~/domain/alerts/alert-outcomes.queries.server";
import { decisions, endReasons, outcomes, urgencies } from "~/domain/alerts/alerts.words";
import { answerFigures, hasWaitedTooLong } from "~/domain/outcomes/internal/answer-figures";
import { overviewOf } from "~/domain/outcomes/internal/overview";

const calendar = aCalendar();
const now = new Date("2026-11-23T12:00:00Z");
const months = ["2026-09", "2026-10", "2026-11"];

/** An alert of Monday 16 November, 10:00, due at 10:30, answered at 10:10, with nothing decided. */
function anOutcome(changes: Partial<AlertOutcome> = {}): AlertOutcome {
  return {
    id: "00000000-0000-4000-8000-000000000000",
    raisedAt: new Date("2026-11-16T10:00:00Z"),
    raisedOn: "2026-11-16",
    month: "2026-11",
    urgency: "today",
    answerDueAt: new Date("2026-11-16T10:30:00Z"),
    answeredAt: new Date("2026-11-16T10:10:00Z"),
    decision: null,
    outcome: "pending",
    remark: null,
    endedAt: null,
    endReason: null,
    ...changes,
  };
}

const unanswered = { answeredAt: null };
const at = (time: string) => new Date(`2026-11-16T${time}:00Z`);

describe("an answer", () => {
  it.each<[string, Partial<AlertOutcome>, "inTime" | "late" | "missed" | "waiting"]>([
    ["a minute before it was due", { answeredAt: at("10:29") }, "inTime"],
    ["at the moment it was due", { answeredAt: at("10:30") }, "inTime"],
    ["a second after it was due", { answeredAt: new Date("2026-11-16T10:30:01Z") }, "late"],
    ["not given, limit passed", unanswered, "missed"],
    ["not given, limit this minute", { ...unanswered, answerDueAt: now }, "waiting"],
    [
      "not given, within the limit",
      { ...unanswered, answerDueAt: new Date("2026-11-23T12:10:00Z") },
      "waiting",
    ],
    [
      "not given before the alert was closed",
      { ...unanswered, endedAt: at("10:20"), answerDueAt: new Date("2026-11-24T10:00:00Z") },
      "missed",
    ],
  ])("%s counts as %s", (_, changes, column) => {
    const none = { inTime: 0, late: 0, missed: 0, waiting: 0 };
    expect(answerFigures([anOutcome(changes)], calendar, now)).toMatchObject({
      alerts: 1,
      ...none,
      [column]: 1,
    });
  });
});

describe("the time to answer", () => {
  it.each<[string, string, string, number]>([
    ["within the day", "2026-11-16T10:00:00Z", "2026-11-16T10:10:00Z", 10],
    ["over a night", "2026-11-16T16:20:00Z", "2026-11-17T08:40:00Z", 20],
    ["over a weekend", "2026-11-20T16:20:00Z", "2026-11-23T08:40:00Z", 20],
    ["over October week", "2026-10-09T15:20:00Z", "2026-10-19T07:40:00Z", 20],
    ["out of hours", "2026-11-16T20:00:00Z", "2026-11-16T20:30:00Z", 0],
  ])("%s is staffed minutes", (_, raisedAt, answeredAt, minutes) => {
    const alert = anOutcome({ raisedAt: new Date(raisedAt), answeredAt: new Date(answeredAt) });
    expect(answerFigures([alert], calendar, now)).toMatchObject({
      medianMinutes: minutes,
      ninetiethMinutes: minutes,
      assumed: 0,
    });
  });

  it("is taken on usual weekdays where no term is entered, and said to be", () => {
    const alert = anOutcome({
      raisedAt: new Date("2025-11-17T10:00:00Z"),
      answeredAt: new Date("2025-11-17T10:05:00Z"),
    });
    expect(answerFigures([alert], calendar, now)).toMatchObject({ medianMinutes: 5, assumed: 1 });
  });

  it("leaves out alerts without an answer", () => {
    const figures = answerFigures(
      [anOutcome(), anOutcome(unanswered), anOutcome({ answeredAt: at("10:50") })],
      calendar,
      now,
    );
    expect(figures).toMatchObject({ alerts: 3, medianMinutes: 30, ninetiethMinutes: 50 });
  });

  it("of no answers is not a number", () => {
    expect(answerFigures([anOutcome(unanswered)], calendar, now)).toMatchObject({
      medianMinutes: null,
      ninetiethMinutes: null,
    });
  });
});

describe("counted apart", () => {
  it.each(["withdrawn_by_school", "duplicate", "not_for_virtual_school"] as const)(
    "an alert that ended as %s is in no other figure",
    (endReason) => {
      const overview = overviewOf([anOutcome({ endReason, outcome: null, endedAt: at("11:00") })], {
        months,
        calendar,
        now,
      });
      expect(overview.raised.at(-1)).toMatchObject({ key: "all", raised: 1, counted: 0, [endReason]: 1 });
      expect(overview.answersByMonth.at(-1)).toMatchObject({ alerts: 0, medianMinutes: null });
      expect(overview.decisions.at(-1)).toMatchObject({ alerts: 0, not_known_yet: 0 });
      expect(overview.outcomes.at(-1)).toMatchObject({ alerts: 0, pending: 0 });
    },
  );

  it.each<[string, Partial<AlertOutcome>, boolean]>([
    ["ended before its limit", { ...unanswered, endedAt: at("10:20") }, false],
    ["ended after its limit without an answer", { ...unanswered, endedAt: at("10:40") }, true],
    ["answered in time, ended later", { endedAt: at("15:00") }, false],
    ["answered late", { answeredAt: at("10:40"), endedAt: at("15:00") }, true],
  ])("an alert %s has gone past its limit: %s", (_, changes, expected) => {
    const alert = anOutcome({ ...changes, endReason: "withdrawn_by_school", outcome: null });
    expect(hasWaitedTooLong(alert, now)).toBe(expected);
    expect(overviewOf([alert], { months, calendar, now }).apartAfterLimit).toBe(expected ? 1 : 0);
  });
});

describe("by month", () => {
  const alerts = [
    anOutcome({ month: "2026-09", decision: "not_excluded", outcome: "prevented" }),
    anOutcome({ month: "2026-11", decision: "excluded_temporary", outcome: "went_ahead", remark: "reduced" }),
    anOutcome({ month: "2026-11" }),
  ];
  const overview = overviewOf(alerts, { months, calendar, now });

  it("a month without alerts is a row of zeros", () => {
    expect(overview.raised[1]).toMatchObject({ key: "2026-10", raised: 0, counted: 0 });
    expect(overview.outcomes[1]).toMatchObject({ key: "2026-10", alerts: 0, pending: 0, prevented: 0 });
  });

  it("a decision that is not on record is not known yet", () => {
    expect(
      overview.decisions.map((row) => [row.key, row.not_excluded, row.excluded_temporary, row.not_known_yet]),
    ).toEqual([
      ["2026-09", 1, 0, 0],
      ["2026-10", 0, 0, 0],
      ["2026-11", 0, 1, 1],
      ["all", 1, 1, 1],
    ]);
  });

  it("an outcome is in one column, and shorter than considered is a remark on it", () => {
    expect(overview.outcomes.at(-1)).toMatchObject({
      alerts: 3,
      prevented: 1,
      went_ahead: 1,
      pending: 1,
      reduced: 1,
    });
  });

  it("answers are also given by when the decision was expected", () => {
    expect(overview.answersByUrgency.map((row) => [row.key, row.alerts])).toEqual([
      ["today", 3],
      ["two_school_days", 0],
      ["later", 0],
      ["all", 3],
    ]);
  });
});

const anyAlert = fc
  .record({
    month: fc.constantFrom(...months),
    urgency: fc.constantFrom(...urgencies),
    decision: fc.constantFrom(null, ...decisions),
    outcome: fc.constantFrom(...outcomes),
    endReason: fc.constantFrom(null, ...endReasons.filter((reason) => reason !== "practice")),
    answeredAt: fc.constantFrom(null, at("10:10"), at("10:40")),
    answerDueAt: fc.constantFrom(at("10:30"), new Date("2026-11-24T10:00:00Z")),
  })
  .map((alert) =>
    anOutcome({
      ...alert,
      outcome: alert.endReason === null || alert.endReason === "followed_up" ? alert.outcome : null,
    }),
  );

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

describe("whatever the alerts", () => {
  it("rows and columns add up, and every table counts the same alerts", () => {
    fc.assert(
      fc.property(fc.array(anyAlert, { maxLength: 30 }), (alerts) => {
        const overview = overviewOf(alerts, { months, calendar, now });
        for (const row of overview.raised)
          expect(row.raised).toBe(
            row.counted + row.withdrawn_by_school + row.duplicate + row.not_for_virtual_school,
          );
        for (const row of overview.answersByMonth)
          expect(row.alerts).toBe(row.inTime + row.late + row.missed + row.waiting);
        for (const row of overview.decisions)
          expect(row.alerts).toBe(row.not_known_yet + sum(decisions.map((decision) => row[decision])));
        for (const row of overview.outcomes)
          expect(row.alerts).toBe(sum(outcomes.map((outcome) => row[outcome])));
        const counted = overview.raised.at(-1)?.counted;
        for (const table of [
          overview.answersByUrgency,
          overview.answersByMonth,
          overview.decisions,
          overview.outcomes,
        ]) {
          expect(table.at(-1)?.alerts).toBe(counted);
          expect(sum(table.slice(0, -1).map((row) => row.alerts))).toBe(counted);
        }
        expect(overview.raised.at(-1)?.raised).toBe(alerts.length);
      }),
    );
  });
});
