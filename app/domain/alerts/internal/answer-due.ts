import {
  addDutyMinutes,
  addStaffedSchoolDays,
  assumingWeekdays,
  type Calendar,
  usualDutyHours,
} from "~/domain/calendars/calendars.clocks";
import type { Urgency } from "../alerts.words";

/** How long an answer may take: staffed minutes of the Virtual School, or school days. */
export type AnswerLimit = { dutyMinutes: number } | { schoolDays: number };

/** The limits the product ships with (working assumption, domain facts §4a). */
const usualAnswerLimits: Record<Urgency, AnswerLimit> = {
  today: { dutyMinutes: 30 },
  two_school_days: { dutyMinutes: 120 },
  later: { schoolDays: 1 },
};

type Question = {
  urgency: Urgency;
  raisedAt: Date;
  /** Null when not known. */
  decisionExpectedAt: Date | null;
  /** The calendar of the Virtual School's own authority. */
  calendar: Calendar;
  limits?: Record<Urgency, AnswerLimit>;
};

/** When an answer is due; `isAssumed` when the calendar could not say and a usual working week was taken instead. */
export type AnswerDue = { dueAt: Date; isAssumed: boolean };

function after(calendar: Calendar, from: Date, limit: AnswerLimit): Date | null {
  if ("dutyMinutes" in limit) return addDutyMinutes(calendar, from, limit.dutyMinutes);
  return addStaffedSchoolDays(calendar, from, limit.schoolDays);
}

function dueIn(calendar: Calendar, question: Question): Date | null {
  const { raisedAt, urgency, decisionExpectedAt, limits = usualAnswerLimits } = question;
  const due = after(calendar, raisedAt, limits[urgency]);
  const soonest = after(calendar, raisedAt, limits.today);
  if (!due || !soonest) return null;
  // An answer after the decision comes too late, so the limit does not reach beyond it.
  const latest = decisionExpectedAt && decisionExpectedAt < due ? decisionExpectedAt : due;
  return new Date(Math.max(latest.getTime(), soonest.getTime()));
}

/**
 * The limit of the urgency on the duty clock, cut short where the decision is expected sooner, though never below the
 * limit for today.
 */
export function answerDue(question: Question): AnswerDue {
  const known = dueIn(question.calendar, question);
  if (known) return { dueAt: known, isAssumed: false };
  const assumed = assumingWeekdays(question.calendar);
  const dueAt = dueIn(assumed, question) ?? dueIn({ ...assumed, dutyHours: usualDutyHours }, question);
  return { dueAt: dueAt ?? question.raisedAt, isAssumed: true };
}
