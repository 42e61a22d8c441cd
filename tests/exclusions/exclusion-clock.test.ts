import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aCalendar } from "#tests/factories/calendars";
import { addCalendarDays } from "~/domain/calendars/calendars.clocks";
import { type Duty, duties, type StepKind, stepKinds } from "~/domain/exclusions/exclusions.words";
import {
  type ClockFacts,
  type CountingRules,
  dutiesOf,
  usualCounting,
} from "~/domain/exclusions/internal/exclusion-clock";

// Decided on Monday 23 November 2026: 7 days later is Monday 30 November, 8 days later Tuesday 1 December.
const d0 = "2026-11-23";
const schoolDays: CountingRules = { ...usualCounting, unit: "school_days" };

type Steps = Partial<Record<StepKind, string | string[]>>;
type More = Partial<Omit<ClockFacts, "steps">>;

function facts(steps: Steps = {}, more: More = {}): ClockFacts {
  return {
    kind: "temporary",
    decidedOn: d0,
    returnDueOn: "2026-11-26",
    isAnnulled: false,
    plannedOn: null,
    educationFrom: null,
    ...more,
    steps: Object.entries(steps).flatMap(([kind, days]) =>
      [days].flat().map((happenedOn) => ({ kind: kind as StepKind, happenedOn })),
    ),
  };
}

function dutyOf(duty: Duty, of: ClockFacts, today: string, rules = usualCounting) {
  const found = dutiesOf({ facts: of, rules, calendar: aCalendar(), today }).find(
    (each) => each.duty === duty,
  );
  return found ? `${found.state} ${found.dueOn}` : "none";
}

describe("telling of the decision is owed on the day of the decision", () => {
  it.each<[string, Steps, string, string]>([
    ["on the day, not yet", {}, d0, "due 2026-11-23"],
    ["the day after, not yet", {}, "2026-11-24", "overdue 2026-11-23"],
    ["a month later, not yet", {}, "2026-12-23", "overdue 2026-11-23"],
    ["told on the day", { told: d0 }, d0, "done 2026-11-23"],
    ["told on the day, seen later", { told: d0 }, "2026-12-01", "done 2026-11-23"],
    ["told the day after", { told: "2026-11-24" }, "2026-11-24", "done_late 2026-11-23"],
    ["told twice: the first counts", { told: ["2026-11-25", d0] }, "2026-11-25", "done 2026-11-23"],
    ["only a notice in writing", { written_notice: d0 }, d0, "due 2026-11-23"],
  ])("%s", (_, steps, today, expected) => {
    expect(dutyOf("tell", facts(steps), today)).toBe(expected);
  });
});

describe("a meeting is offered for a day within 7 days", () => {
  it.each<[string, Steps, string, string]>([
    ["none offered, on the day", {}, d0, "due 2026-11-30"],
    ["none offered, on the last day", {}, "2026-11-30", "due 2026-11-30"],
    ["none offered, a day too late", {}, "2026-12-01", "overdue 2026-11-30"],
    ["for the same day", { meeting_offered: d0 }, d0, "done 2026-11-30"],
    ["for the seventh day", { meeting_offered: "2026-11-30" }, d0, "done 2026-11-30"],
    ["for the eighth day", { meeting_offered: "2026-12-01" }, d0, "done_late 2026-11-30"],
    ["put on a later day", { meeting_offered: ["2026-11-25", "2026-12-02"] }, d0, "done_late 2026-11-30"],
    ["put on an earlier day", { meeting_offered: ["2026-12-02", "2026-11-25"] }, d0, "done 2026-11-30"],
  ])("%s", (_, steps, today, expected) => {
    expect(dutyOf("offer_meeting", facts(steps), today)).toBe(expected);
  });
});

describe("the meeting is held, or declined, on the day that was offered", () => {
  it.each<[string, Steps, string, string]>([
    ["none offered", {}, d0, "due 2026-11-30"],
    ["offered and ahead", { meeting_offered: "2026-11-25" }, "2026-11-24", "due 2026-11-25"],
    ["on its day", { meeting_offered: "2026-11-25" }, "2026-11-25", "due 2026-11-25"],
    ["not held", { meeting_offered: "2026-11-25" }, "2026-11-26", "overdue 2026-11-25"],
    [
      "held on its day",
      { meeting_offered: "2026-11-25", meeting_held: "2026-11-25" },
      "2026-11-26",
      "done 2026-11-25",
    ],
    [
      "held before its day",
      { meeting_offered: "2026-11-25", meeting_held: "2026-11-24" },
      "2026-11-26",
      "done 2026-11-25",
    ],
    [
      "held later",
      { meeting_offered: "2026-11-25", meeting_held: "2026-11-27" },
      "2026-11-27",
      "done_late 2026-11-25",
    ],
    [
      "declined",
      { meeting_offered: "2026-11-25", meeting_declined: "2026-11-24" },
      "2026-11-26",
      "done 2026-11-25",
    ],
    ["held without an offer, in time", { meeting_held: "2026-11-30" }, "2026-12-05", "done 2026-11-30"],
    ["held without an offer, too late", { meeting_held: "2026-12-01" }, "2026-12-05", "done_late 2026-11-30"],
    [
      "offered too late: the law's day holds",
      { meeting_offered: "2026-12-04" },
      "2026-12-01",
      "overdue 2026-11-30",
    ],
    [
      "declined, then held after all",
      { meeting_offered: "2026-11-25", meeting_declined: "2026-11-24", meeting_held: "2026-11-27" },
      "2026-11-27",
      "done 2026-11-25",
    ],
  ])("%s", (_, steps, today, expected) => {
    expect(dutyOf("hold_meeting", facts(steps), today)).toBe(expected);
  });
});

describe("the written notice is owed within 8 days, unless the child is back in 7 and no appeal is intended", () => {
  it.each<[string, Steps, string, string]>([
    ["not sent, on the day", {}, d0, "due 2026-12-01"],
    ["not sent, on the last day", {}, "2026-12-01", "due 2026-12-01"],
    ["not sent, too late", {}, "2026-12-02", "overdue 2026-12-01"],
    ["sent the same day", { written_notice: d0 }, d0, "done 2026-12-01"],
    ["sent on the last day", { written_notice: "2026-12-01" }, "2026-12-05", "done 2026-12-01"],
    ["sent too late", { written_notice: "2026-12-02" }, "2026-12-05", "done_late 2026-12-01"],
    ["back in time, nothing said of an appeal", { returned: "2026-11-26" }, "2026-11-27", "due 2026-12-01"],
    ["no appeal, not back", { no_appeal_intended: "2026-11-24" }, "2026-11-27", "due 2026-12-01"],
    [
      "back on the seventh day and no appeal",
      { returned: "2026-11-30", no_appeal_intended: "2026-11-24" },
      "2026-12-20",
      "not_needed 2026-12-01",
    ],
    [
      "back the same day and no appeal",
      { returned: d0, no_appeal_intended: d0 },
      d0,
      "not_needed 2026-12-01",
    ],
    [
      "back on the eighth day and no appeal",
      { returned: "2026-12-01", no_appeal_intended: "2026-11-24" },
      "2026-12-02",
      "overdue 2026-12-01",
    ],
    [
      "exempt, and sent all the same",
      { returned: "2026-11-26", no_appeal_intended: "2026-11-24", written_notice: "2026-11-25" },
      "2026-12-02",
      "done 2026-12-01",
    ],
    [
      "exempt, although the word came after the eighth day",
      { returned: "2026-11-26", no_appeal_intended: "2026-12-03" },
      "2026-12-03",
      "not_needed 2026-12-01",
    ],
    [
      "no appeal intended, then one is lodged: still exempt, and the appeal goes its way",
      { returned: "2026-11-26", no_appeal_intended: "2026-11-24", appeal_lodged: "2026-12-10" },
      "2026-12-10",
      "not_needed 2026-12-01",
    ],
  ])("%s", (_, steps, today, expected) => {
    expect(dutyOf("written_notice", facts(steps), today)).toBe(expected);
  });
});

describe("days are calendar days, through weekends and holidays", () => {
  it.each<[string, string, string, string]>([
    ["a Monday", "2026-11-23", "2026-11-30", "2026-12-01"],
    ["a Tuesday", "2026-11-24", "2026-12-01", "2026-12-02"],
    ["a Wednesday", "2026-11-25", "2026-12-02", "2026-12-03"],
    ["a Thursday", "2026-11-26", "2026-12-03", "2026-12-04"],
    ["a Friday: the seventh day is a Friday", "2026-11-27", "2026-12-04", "2026-12-05"],
    ["a Saturday", "2026-11-28", "2026-12-05", "2026-12-06"],
    ["a Sunday", "2026-11-29", "2026-12-06", "2026-12-07"],
    ["the last day before Christmas", "2026-12-22", "2026-12-29", "2026-12-30"],
    ["over the new year", "2026-12-28", "2027-01-04", "2027-01-05"],
    ["the end of February", "2027-02-22", "2027-03-01", "2027-03-02"],
    ["a leap year", "2028-02-22", "2028-02-29", "2028-03-01"],
    ["the week the clocks go forward", "2027-03-26", "2027-04-02", "2027-04-03"],
    ["the week the clocks go back", "2026-10-23", "2026-10-30", "2026-10-31"],
    ["the last day of June", "2027-06-30", "2027-07-07", "2027-07-08"],
    ["in July", "2027-07-15", "2027-07-22", "2027-07-23"],
    ["beyond what the calendar knows", "2031-05-01", "2031-05-08", "2031-05-09"],
  ])("decided on %s", (_, decidedOn, meetingBy, noticeBy) => {
    const of = facts({}, { decidedOn, returnDueOn: null });
    expect(dutyOf("hold_meeting", of, decidedOn)).toBe(`due ${meetingBy}`);
    expect(dutyOf("written_notice", of, decidedOn)).toBe(`due ${noticeBy}`);
    expect(dutyOf("tell", of, decidedOn)).toBe(`due ${decidedOn}`);
  });
});

describe("an authority may count school days, or other numbers of days", () => {
  it.each<[string, CountingRules, string, string, string]>([
    ["school days from a Monday", schoolDays, "2026-11-23", "2026-12-02", "2026-12-03"],
    ["school days from a Friday", schoolDays, "2026-11-27", "2026-12-08", "2026-12-09"],
    ["school days into Christmas", schoolDays, "2026-12-18", "2027-01-12", "2027-01-13"],
    [
      "school days past the calendar's end: usual weeks",
      schoolDays,
      "2031-05-01",
      "2031-05-12",
      "2031-05-13",
    ],
    [
      "5 and 6 days",
      { unit: "calendar_days", meetingDays: 5, noticeDays: 6 },
      d0,
      "2026-11-28",
      "2026-11-29",
    ],
    ["1 and 1 day", { unit: "calendar_days", meetingDays: 1, noticeDays: 1 }, d0, "2026-11-24", "2026-11-24"],
    [
      "a notice before the meeting",
      { unit: "calendar_days", meetingDays: 7, noticeDays: 3 },
      d0,
      "2026-11-30",
      "2026-11-26",
    ],
  ])("%s", (_, rules, decidedOn, meetingBy, noticeBy) => {
    const of = facts({}, { decidedOn, returnDueOn: null });
    expect(dutyOf("offer_meeting", of, decidedOn, rules)).toBe(`due ${meetingBy}`);
    expect(dutyOf("written_notice", of, decidedOn, rules)).toBe(`due ${noticeBy}`);
  });
});

describe("education meanwhile is owed from the decision on", () => {
  it.each<[string, Steps, More, string, string]>([
    ["none so far, on the day", {}, {}, d0, "due 2026-11-23"],
    ["none so far, the day after", {}, {}, "2026-11-24", "overdue 2026-11-23"],
    ["none so far, and nobody stops chasing", {}, {}, "2026-12-24", "overdue 2026-11-23"],
    ["from the same day", {}, { educationFrom: d0 }, "2026-11-24", "done 2026-11-23"],
    ["from the next day", {}, { educationFrom: "2026-11-24" }, "2026-11-24", "done_late 2026-11-23"],
    ["never, and the child is back", { returned: "2026-11-26" }, {}, "2026-11-26", "not_needed 2026-11-23"],
    [
      "some, and the child is back",
      { returned: "2026-11-26" },
      { educationFrom: d0 },
      "2026-11-26",
      "done 2026-11-23",
    ],
    [
      "removed from the register",
      {},
      { kind: "removed_from_register", returnDueOn: null },
      "2026-12-24",
      "overdue 2026-11-23",
    ],
  ])("%s", (_, steps, more, today, expected) => {
    expect(dutyOf("education", facts(steps, more), today)).toBe(expected);
  });
});

describe("the way back", () => {
  it.each<[string, Duty, Steps, More, string, string]>([
    ["no plan, two days before", "plan_return", {}, {}, "2026-11-24", "due 2026-11-25"],
    ["no plan, the day before", "plan_return", {}, {}, "2026-11-25", "due 2026-11-25"],
    ["no plan on the day of return", "plan_return", {}, {}, "2026-11-26", "overdue 2026-11-25"],
    [
      "a plan the day before",
      "plan_return",
      {},
      { plannedOn: "2026-11-25" },
      "2026-11-26",
      "done 2026-11-25",
    ],
    [
      "a plan on the day of return",
      "plan_return",
      {},
      { plannedOn: "2026-11-26" },
      "2026-11-26",
      "done_late 2026-11-25",
    ],
    ["a plan made with the decision", "plan_return", {}, { plannedOn: d0 }, d0, "done 2026-11-25"],
    ["first day, ahead", "check_first_day", {}, {}, "2026-11-25", "due 2026-11-26"],
    ["first day, not checked", "check_first_day", {}, {}, "2026-11-27", "overdue 2026-11-26"],
    [
      "first day, checked",
      "check_first_day",
      { first_day_checked: "2026-11-26" },
      {},
      "2026-11-27",
      "done 2026-11-26",
    ],
    ["back a day earlier", "check_first_day", { returned: "2026-11-25" }, {}, "2026-11-25", "due 2026-11-25"],
    [
      "back two days later",
      "check_first_day",
      { returned: "2026-11-30" },
      {},
      "2026-11-30",
      "due 2026-11-30",
    ],
    ["review, ahead", "review_return", {}, {}, "2026-12-01", "due 2026-12-03"],
    [
      "review, a week after the return",
      "review_return",
      { returned: "2026-11-26" },
      {},
      "2026-12-03",
      "due 2026-12-03",
    ],
    [
      "review, forgotten",
      "review_return",
      { returned: "2026-11-26" },
      {},
      "2026-12-04",
      "overdue 2026-12-03",
    ],
    [
      "review after a late return",
      "review_return",
      { returned: "2026-11-30" },
      {},
      "2026-12-07",
      "due 2026-12-07",
    ],
    [
      "review done",
      "review_return",
      { returned: "2026-11-26", return_reviewed: "2026-12-01" },
      {},
      "2026-12-09",
      "done 2026-12-03",
    ],
    [
      "review done late",
      "review_return",
      { returned: "2026-11-26", return_reviewed: "2026-12-08" },
      {},
      "2026-12-09",
      "done_late 2026-12-03",
    ],
    [
      "removed from the register: no plan",
      "plan_return",
      {},
      { kind: "removed_from_register", returnDueOn: null },
      d0,
      "none",
    ],
    [
      "removed from the register: no review",
      "review_return",
      {},
      { kind: "removed_from_register", returnDueOn: null },
      d0,
      "none",
    ],
  ])("%s", (_, duty, steps, more, today, expected) => {
    expect(dutyOf(duty, facts(steps, more), today)).toBe(expected);
  });
});

describe("after an appeal", () => {
  it.each<[string, Steps, boolean, number]>([
    ["lodged: everything is owed as before", { appeal_lodged: "2026-12-01" }, false, duties.length],
    ["confirmed: everything is owed as before", { appeal_confirmed: "2026-12-20" }, false, duties.length],
    [
      "conditions changed: everything is owed as before",
      { appeal_modified: "2026-12-20" },
      false,
      duties.length,
    ],
    ["annulled: nothing is owed", { appeal_annulled: "2026-12-20" }, true, 0],
  ])("%s", (_, steps, isAnnulled, owed) => {
    const of = facts(steps, { isAnnulled });
    expect(dutiesOf({ facts: of, rules: usualCounting, calendar: aCalendar(), today: d0 })).toHaveLength(
      owed,
    );
  });
});

describe("whatever is recorded", () => {
  const day = fc.integer({ min: 0, max: 60 }).map((days) => addCalendarDays(d0, days));
  const someFacts = fc.record({
    kind: fc.constant("temporary" as const),
    decidedOn: fc.constant(d0),
    returnDueOn: fc.option(day),
    isAnnulled: fc.constant(false),
    plannedOn: fc.option(day),
    educationFrom: fc.option(day),
    steps: fc.array(
      fc.record({
        kind: fc.constantFrom(...stepKinds.filter((kind) => kind !== "meeting_offered")),
        happenedOn: day,
      }),
      { maxLength: 12 },
    ),
  });
  const of = (given: ClockFacts, today: string) =>
    dutiesOf({ facts: given, rules: usualCounting, calendar: aCalendar(), today });

  it("the order of steps does not matter", () => {
    fc.assert(
      fc.property(someFacts, day, (given, today) => {
        expect(of({ ...given, steps: [...given.steps].reverse() }, today)).toEqual(of(given, today));
      }),
    );
  });

  it("nothing that is done becomes owed again as time goes by", () => {
    fc.assert(
      fc.property(someFacts, day, (given, today) => {
        const later = of(given, addCalendarDays(today, 1));
        for (const [index, before] of of(given, today).entries()) {
          if (before.state !== "due") expect(later[index]?.state).toBe(before.state);
          else expect(["due", "overdue"]).toContain(later[index]?.state);
        }
      }),
    );
  });

  it("a step more never makes a duty late that was in time", () => {
    fc.assert(
      fc.property(someFacts, day, fc.constantFrom(...stepKinds.slice(2)), (given, today, kind) => {
        const before = of(given, today).filter(({ state }) => state === "done").length;
        const steps = [...given.steps, { kind, happenedOn: today }];
        const after = of({ ...given, steps }, today).filter(({ state }) => state === "done").length;
        if (kind !== "returned") expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});
