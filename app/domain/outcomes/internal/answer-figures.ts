import type { AlertOutcome } from "~/domain/alerts/alert-outcomes.queries.server";
import { assumingWeekdays, type Calendar, dutyMinutesBetween } from "~/domain/calendars/calendars.clocks";
import { median, nearestRank } from "./percentile";

type Answerable = Pick<AlertOutcome, "raisedAt" | "answeredAt" | "answerDueAt" | "endedAt">;

/** Answers to some alerts. The first four counts add up to `alerts`; times are minutes on the duty clock. */
export type AnswerFigures = {
  alerts: number;
  inTime: number;
  late: number;
  /** Nobody has answered and the limit has passed, or the alert ended without an answer. */
  missed: number;
  /** Nobody has answered yet, within the limit. */
  waiting: number;
  medianMinutes: number | null;
  ninetiethMinutes: number | null;
  /** Answers timed on usual weekdays, because no term was entered for their days. */
  assumed: number;
};

function minutesToAnswer(calendar: Calendar, from: Date, to: Date): { minutes: number; isAssumed: boolean } {
  const known = dutyMinutesBetween(calendar, from, to);
  if (known !== null) return { minutes: known, isAssumed: false };
  return { minutes: dutyMinutesBetween(assumingWeekdays(calendar), from, to) ?? 0, isAssumed: true };
}

/** Was the alert still without an answer when its limit passed? One that ended sooner was not late. */
export function hasWaitedTooLong({ answeredAt, answerDueAt, endedAt }: Answerable, now: Date): boolean {
  return (answeredAt ?? endedAt ?? now) > answerDueAt;
}

/** How alerts were answered, seen from `now`. `calendar` is that of the Virtual School's own authority. */
export function answerFigures(alerts: readonly Answerable[], calendar: Calendar, now: Date): AnswerFigures {
  const answered = alerts.flatMap(({ answeredAt, ...alert }) =>
    answeredAt ? [{ ...alert, answeredAt }] : [],
  );
  const unanswered = alerts.filter((alert) => alert.answeredAt === null);
  const times = answered.map((alert) => minutesToAnswer(calendar, alert.raisedAt, alert.answeredAt));
  const minutes = times.map((time) => time.minutes);
  const inTime = answered.filter((alert) => alert.answeredAt <= alert.answerDueAt).length;
  const missed = unanswered.filter((alert) => alert.endedAt !== null || alert.answerDueAt < now).length;
  return {
    alerts: alerts.length,
    inTime,
    late: answered.length - inTime,
    missed,
    waiting: unanswered.length - missed,
    medianMinutes: median(minutes),
    ninetiethMinutes: nearestRank(minutes, 90),
    assumed: times.filter((time) => time.isAssumed).length,
  };
}
