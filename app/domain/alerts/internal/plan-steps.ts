import {
  addDutyMinutes,
  assumingWeekdays,
  type Calendar,
  dutyMinutesBetween,
  nextStaffed,
  usualDutyHours,
} from "~/domain/calendars/calendars.clocks";
import type { PolicyStep, StepWho } from "~/domain/duty/escalation-steps";
import type { StepReason } from "../step-words";

/** A step as it is frozen into an alert; `answerer` is whoever has promised a call. */
export type PlannedStep = { who: StepWho | "answerer"; reason: StepReason; dueAt: Date };

type Question = {
  steps: readonly PolicyStep[];
  /** Where the clock starts: raised, or the time by which a call was promised. */
  from: Date;
  /** Staffed minutes that an answer may take: 100 %. */
  limitMinutes: number;
  /** Null when not known. One that has passed leaves no time to share out. */
  decisionExpectedAt: Date | null;
  /** The calendar of the Virtual School's own authority. */
  calendar: Calendar;
};

function dueTimes(
  calendar: Calendar,
  { steps, from, limitMinutes, decisionExpectedAt }: Question,
): Date[] | null {
  const isToCome = decisionExpectedAt !== null && decisionExpectedAt > from;
  const left = isToCome ? dutyMinutesBetween(calendar, from, decisionExpectedAt) : Number.POSITIVE_INFINITY;
  if (left === null) return null;
  const longest = Math.max(...steps.map((step) => step.percent));
  const found: Date[] = [];
  let minutes = 0;
  for (const { percent, floorMinutes } of steps) {
    const share = Math.min((limitMinutes * percent) / 100, (left * percent) / longest);
    minutes = Math.max(share, minutes + floorMinutes);
    const reached = addDutyMinutes(calendar, from, minutes);
    // A day's last minute belongs to nobody who is still at work.
    const due = reached && nextStaffed(calendar, reached);
    if (!due) return null;
    found.push(due);
  }
  return found;
}

/** Tries the calendar as entered, then a usual week where it does not reach, then usual hours where it has none. */
function withAnyCalendar<T>(calendar: Calendar, ask: (calendar: Calendar) => T | null): T | null {
  const assumed = assumingWeekdays(calendar);
  return ask(calendar) ?? ask(assumed) ?? ask({ ...assumed, dutyHours: usualDutyHours });
}

/** Staffed minutes from one instant to another, 0 or more. */
export function staffedMinutes(calendar: Calendar, from: Date, to: Date): number {
  return Math.max(0, withAnyCalendar(calendar, (each) => dutyMinutesBetween(each, from, to)) ?? 0);
}

/**
 * When each step of a policy is due, on the duty clock: at the earlier of its percentage of the limit and its share of
 * the time left to the decision (the last step falls on the decision), and not sooner than its floor after the one
 * before. Never out of hours.
 */
export function planSteps(question: Question, reason: StepReason = "not_answered"): PlannedStep[] {
  const { steps, from, calendar } = question;
  const times = withAnyCalendar(calendar, (each) => dueTimes(each, question));
  return steps.map(({ who }, index) => ({ who, reason, dueAt: times?.[index] ?? from }));
}

/**
 * The steps for an answer that stays silent: at the promised time whoever promised is reminded and the alert is open
 * again, and the clock runs anew from there.
 */
export function planPromise(question: Question): PlannedStep[] {
  const opens =
    withAnyCalendar(question.calendar, (each) => nextStaffed(each, question.from)) ?? question.from;
  return [
    { who: "answerer", reason: "call_not_recorded", dueAt: opens },
    ...planSteps(question, "call_not_recorded"),
  ];
}
