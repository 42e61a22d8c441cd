import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aCalendar, aCalendarWithoutBreaks } from "#tests/factories/calendars";
import type { Urgency } from "~/domain/alerts/alerts.words";
import { answerDue } from "~/domain/alerts/internal/answer-due";
import { planPromise, planSteps, staffedMinutes } from "~/domain/alerts/internal/plan-steps";
import {
  addDutyMinutes,
  dutyMinutesBetween,
  isStaffed,
  londonInstant,
} from "~/domain/calendars/calendars.clocks";
import { type PolicyStep, usualSteps } from "~/domain/duty/escalation-steps";
import { formatTime } from "~/platform/format";

const calendar = aCalendar();
const at = (wall: string) => londonInstant(wall.slice(0, 10), wall.slice(11));
const shown = (date: Date) =>
  `${date.toLocaleDateString("en-CA", { timeZone: "Europe/London" })} ${formatTime(date)}`;

/** The steps of an alert as raising plans them. */
function planned(
  raised: string,
  urgency: Urgency,
  decision: string | null = null,
  steps: readonly PolicyStep[] = usualSteps,
) {
  const raisedAt = at(raised);
  const decisionExpectedAt = decision === null ? null : at(decision);
  const { dueAt } = answerDue({ urgency, raisedAt, decisionExpectedAt, calendar });
  const limitMinutes = staffedMinutes(calendar, raisedAt, dueAt);
  return planSteps({ steps, from: raisedAt, limitMinutes, decisionExpectedAt, calendar }).map((step) =>
    shown(step.dueAt),
  );
}

const sameDay = (day: string, ...times: string[]) => times.map((time) => `${day} ${time}`);

describe("when the next person is told", () => {
  it.each<[string, Urgency, string | null, string[]]>([
    ["2026-11-17 10:00", "today", null, sameDay("2026-11-17", "10:15", "10:30", "10:45", "11:00")],
    ["2026-11-17 10:00", "two_school_days", null, sameDay("2026-11-17", "11:00", "12:00", "13:00", "14:00")],
    [
      "2026-11-17 10:00",
      "later",
      null,
      ["2026-11-17 14:00", "2026-11-18 10:00", "2026-11-18 14:00", "2026-11-19 10:00"],
    ],
  ])(
    "raised %s, %s: half the limit, the limit, one and a half, twice",
    (raised, urgency, decision, expected) => {
      expect(planned(raised, urgency, decision)).toEqual(expected);
    },
  );

  it.each<[string, Urgency, string, string[], string]>([
    [
      "2026-11-17 10:00",
      "today",
      "2026-11-17 10:40",
      sameDay("2026-11-17", "10:10", "10:20", "10:30", "10:40"),
      "the last step falls on the decision",
    ],
    [
      "2026-11-17 10:00",
      "today",
      "2026-11-17 15:30",
      sameDay("2026-11-17", "10:15", "10:30", "10:45", "11:00"),
      "the limit is earlier",
    ],
    [
      "2026-11-17 10:00",
      "today",
      "2026-11-17 10:08",
      sameDay("2026-11-17", "10:05", "10:10", "10:15", "10:20"),
      "not all at once",
    ],
    [
      "2026-11-17 10:00",
      "today",
      "2026-11-17 09:00",
      sameDay("2026-11-17", "10:15", "10:30", "10:45", "11:00"),
      "the time has passed",
    ],
    [
      "2026-11-16 16:00",
      "two_school_days",
      "2026-11-17 09:00",
      ["2026-11-16 16:15", "2026-11-17 08:30", "2026-11-17 08:45", "2026-11-17 09:00"],
      "overnight",
    ],
    [
      "2026-11-20 16:00",
      "two_school_days",
      "2026-11-23 10:30",
      ["2026-11-23 08:37", "2026-11-23 09:15", "2026-11-23 09:52", "2026-11-23 10:30"],
      "over the weekend",
    ],
  ])("raised %s, %s, decision %s: %j, %s", (raised, urgency, decision, expected) => {
    expect(planned(raised, urgency, decision)).toEqual(expected);
  });

  it.each<[string, Urgency, string[], string]>([
    [
      "2026-11-20 17:00",
      "today",
      sameDay("2026-11-23", "08:45", "09:00", "09:15", "09:30"),
      "Friday evening",
    ],
    [
      "2026-11-20 16:20",
      "today",
      sameDay("2026-11-23", "08:35", "08:50", "09:05", "09:20"),
      "ten minutes before closing on Friday",
    ],
    [
      "2026-11-20 16:15",
      "today",
      ["2026-11-23 08:30", "2026-11-23 08:45", "2026-11-23 09:00", "2026-11-23 09:15"],
      "a quarter of an hour before: nobody is told as they leave",
    ],
    [
      "2026-07-15 10:00",
      "today",
      sameDay("2026-07-15", "10:15", "10:30", "10:45", "11:00"),
      "before the calendar begins a usual week is assumed",
    ],
    [
      "2026-12-23 10:00",
      "today",
      sameDay("2027-01-06", "08:45", "09:00", "09:15", "09:30"),
      "in the Christmas holiday",
    ],
    [
      "2026-10-24 12:00",
      "today",
      sameDay("2026-10-26", "08:45", "09:00", "09:15", "09:30"),
      "clocks go back meanwhile",
    ],
    [
      "2027-03-25 16:25",
      "today",
      sameDay("2027-04-12", "08:40", "08:55", "09:10", "09:25"),
      "clocks go forward in the spring holiday",
    ],
  ])("raised %s, %s: %j, %s", (raised, urgency, expected) => {
    expect(planned(raised, urgency)).toEqual(expected);
  });

  it("keeps to a policy of an authority's own", () => {
    const steps: PolicyStep[] = [
      { who: "depute", percent: 10, floorMinutes: 1 },
      { who: "vs_head_teacher", percent: 40, floorMinutes: 30 },
    ];
    expect(planned("2026-11-17 10:00", "today", null, steps)).toEqual(
      sameDay("2026-11-17", "10:03", "10:33"),
    );
  });

  it("opens the alert again at the promised time, and starts the clock from there", () => {
    const question = {
      steps: usualSteps,
      from: at("2026-11-17 10:20"),
      limitMinutes: 30,
      decisionExpectedAt: null,
      calendar,
    };
    expect(
      planPromise(question).map((step) => `${step.who} ${step.reason} ${formatTime(step.dueAt)}`),
    ).toEqual([
      "answerer call_not_recorded 10:20",
      "duty_person call_not_recorded 10:35",
      "depute call_not_recorded 10:50",
      "vs_head_teacher call_not_recorded 11:05",
      "head_of_inclusion call_not_recorded 11:20",
    ]);
    const [evening] = planPromise({ ...question, from: at("2026-11-17 16:40") });
    expect(shown(evening?.dueAt ?? new Date(0))).toBe("2026-11-18 08:30");
  });
});

describe("whenever an alert is raised", () => {
  const days = { min: new Date("2026-08-17"), max: new Date("2027-05-20"), noInvalidDate: true };
  const question = fc.record({
    from: fc.date(days),
    limitMinutes: fc.integer({ min: 1, max: 960 }),
    minutesToDecision: fc.option(fc.integer({ min: 1, max: 5_000 })),
    floors: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 4, maxLength: 4 }),
  });

  it("nobody is told out of hours, nor sooner than the floor after the one before, nor later than the limit asks", () => {
    fc.assert(
      fc.property(
        question,
        fc.constantFrom(calendar, aCalendarWithoutBreaks()),
        ({ from, limitMinutes, minutesToDecision, floors }, own) => {
          const steps = usualSteps.map((step, index) => ({ ...step, floorMinutes: floors[index] ?? 1 }));
          const decisionExpectedAt =
            minutesToDecision === null ? null : new Date(from.getTime() + minutesToDecision * 60_000);
          const found = planSteps({ steps, from, limitMinutes, decisionExpectedAt, calendar: own });
          let before = from;
          let floorEnds = 0;
          for (const [index, { percent, floorMinutes }] of steps.entries()) {
            const dueAt = found[index]?.dueAt ?? from;
            expect(isStaffed(own, dueAt)).toBe(true);
            expect(dutyMinutesBetween(own, before, dueAt)).toBeGreaterThanOrEqual(floorMinutes - 0.001);
            floorEnds = Math.max(floorEnds + floorMinutes, (limitMinutes * percent) / 100);
            const latest = addDutyMinutes(own, from, floorEnds) ?? from;
            expect(dutyMinutesBetween(own, dueAt, latest) ?? 0).toBeGreaterThanOrEqual(-0.001);
            before = dueAt;
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
