import {
  addCalendarDays,
  addSchoolDays,
  assumingWeekdays,
  type Calendar,
} from "~/domain/calendars/calendars.clocks";
import type { Duty, DutyState, ExclusionKind, StepKind } from "../exclusions.words";

/** How an authority counts the days of regulation 4A from the day of the decision. */
export type CountingRules = {
  unit: "calendar_days" | "school_days";
  /** The meeting offered is at most so many days after the decision. */
  meetingDays: number;
  /** The written notice is sent at most so many days after it. */
  noticeDays: number;
};

/** 7 and 8 calendar days: how the days of the notice are counted is an inference, to be checked with Legal. */
export const usualCounting: CountingRules = { unit: "calendar_days", meetingDays: 7, noticeDays: 8 };

/** Days after the return within which its plan is looked at again. */
export const reviewAfterDays = 7;

/** Days are "2026-11-22". Of a step `meeting_offered`, `happenedOn` is the day of the meeting. */
export type ClockStep = { kind: StepKind; happenedOn: string };

export type ClockFacts = {
  kind: ExclusionKind;
  decidedOn: string;
  /** The first day back; null for a child who does not come back to this school. */
  returnDueOn: string | null;
  isAnnulled: boolean;
  steps: readonly ClockStep[];
  /** Day on which the plan for return was made. */
  plannedOn: string | null;
  /** Day from which there is education meanwhile; null while the answer is "none so far". */
  educationFrom: string | null;
};

type Question = { facts: ClockFacts; rules: CountingRules; calendar: Calendar; today: string };

/** The `count`th day after a day, as the authority counts; beyond the calendar's end usual weeks are assumed. */
function counted({ rules, calendar }: Question, from: string, count: number): string {
  if (rules.unit === "calendar_days") return addCalendarDays(from, count);
  return (
    addSchoolDays(calendar, from, count) ??
    addSchoolDays(assumingWeekdays(calendar), from, count) ??
    addCalendarDays(from, count)
  );
}

/** The first day on which something of these kinds happened. */
function firstOf({ steps }: ClockFacts, ...kinds: StepKind[]): string | null {
  const days = steps.filter((step) => kinds.includes(step.kind)).map((step) => step.happenedOn);
  return days.sort()[0] ?? null;
}

/** What was offered last holds: a meeting may be put on another day. */
function meetingDay({ steps }: ClockFacts): string | null {
  return steps.findLast((step) => step.kind === "meeting_offered")?.happenedOn ?? null;
}

function stateOf(today: string, duty: Duty, dueOn: string, doneOn: string | null): DutyState {
  if (doneOn !== null) return { duty, dueOn, doneOn, state: doneOn <= dueOn ? "done" : "done_late" };
  return { duty, dueOn, doneOn, state: today <= dueOn ? "due" : "overdue" };
}

const notNeeded = (duty: Duty, dueOn: string): DutyState => ({
  duty,
  dueOn,
  doneOn: null,
  state: "not_needed",
});

/**
 * The notice is not required of a school that has the child back within the days of the meeting and was told that no
 * appeal is intended. Both are facts on record; the right of appeal stays all the same.
 */
function isExempt(question: Question): boolean {
  const { facts, rules } = question;
  const returned = firstOf(facts, "returned");
  if (returned === null || firstOf(facts, "no_appeal_intended") === null) return false;
  return returned <= counted(question, facts.decidedOn, rules.meetingDays);
}

function legalDuties(question: Question): DutyState[] {
  const { facts, rules, today } = question;
  const { decidedOn } = facts;
  const meetingBy = counted(question, decidedOn, rules.meetingDays);
  const noticeBy = counted(question, decidedOn, rules.noticeDays);
  const offered = meetingDay(facts);
  const met = firstOf(facts, "meeting_held", "meeting_declined");
  const notice = firstOf(facts, "written_notice");
  return [
    stateOf(today, "tell", decidedOn, firstOf(facts, "told")),
    // Done in time when the meeting offered is in time.
    stateOf(today, "offer_meeting", meetingBy, offered),
    stateOf(today, "hold_meeting", offered !== null && offered < meetingBy ? offered : meetingBy, met),
    notice === null && isExempt(question)
      ? notNeeded("written_notice", noticeBy)
      : stateOf(today, "written_notice", noticeBy, notice),
  ];
}

/** From the day of the decision on: education is owed without undue delay. */
function educationDuty({ facts, today }: Question): DutyState {
  const { decidedOn, educationFrom } = facts;
  const returned = firstOf(facts, "returned");
  if (educationFrom === null && returned !== null) return notNeeded("education", decidedOn);
  return stateOf(today, "education", decidedOn, educationFrom);
}

function returnDuties(question: Question): DutyState[] {
  const { facts, today } = question;
  if (facts.returnDueOn === null) return [];
  const back = firstOf(facts, "returned") ?? facts.returnDueOn;
  return [
    // Before the day of return, so that the day itself is too late.
    stateOf(today, "plan_return", addCalendarDays(facts.returnDueOn, -1), facts.plannedOn),
    stateOf(today, "check_first_day", back, firstOf(facts, "first_day_checked")),
    stateOf(
      today,
      "review_return",
      addCalendarDays(back, reviewAfterDays),
      firstOf(facts, "return_reviewed"),
    ),
  ];
}

/**
 * Everything that is owed after an exclusion and how it stands on a day. Days are counted from the day after the
 * decision, as the authority counts them; the order of steps on one day does not matter, except that the last meeting
 * offered holds. An annulled exclusion owes nothing.
 */
export function dutiesOf(question: Question): DutyState[] {
  if (question.facts.isAnnulled) return [];
  return [...legalDuties(question), educationDuty(question), ...returnDuties(question)];
}
