import type { FactKind } from "~/domain/alerts/alerts.words";
import { addCalendarDays } from "~/domain/calendars/calendars.clocks";
import type { TimeOutKind } from "../exclusions.words";

/** What the rule asks of time out of school. Days are "2026-11-22". */
export type TimeOutFacts = {
  kind: TimeOutKind;
  startsOn: string;
  /** The last day; null while nobody has said. */
  endsOn: string | null;
  /** When a part-time timetable is reviewed next; null when no day is set. */
  reviewOn: string | null;
};

/**
 * What time out says of the outcome of its alert, and from which day: being sent home always, a part-time timetable when it
 * has no end, or goes on past the day of its review. Null: nothing.
 */
export function factOfTimeOut(
  timeOut: TimeOutFacts,
): { kind: Extract<FactKind, "sent_home" | "part_time_timetable">; countsFrom: string } | null {
  const { kind, startsOn, endsOn, reviewOn } = timeOut;
  if (kind === "sent_home") return { kind: "sent_home", countsFrom: startsOn };
  if (kind !== "part_time") return null;
  if (endsOn === null) return { kind: "part_time_timetable", countsFrom: startsOn };
  if (reviewOn === null || reviewOn >= endsOn) return null;
  return { kind: "part_time_timetable", countsFrom: addCalendarDays(reviewOn, 1) };
}

/** Why time out is chased on a day; null when nothing is missing. */
export type Chased = "no_end" | "review_overdue";

/** Without an end, from the day after it began on; or a part-time timetable still going on after its review was due. */
export function chasedOf(timeOut: TimeOutFacts, today: string): Chased | null {
  const { kind, startsOn, endsOn, reviewOn } = timeOut;
  const isOver = endsOn !== null && endsOn < today;
  if (kind === "part_time" && reviewOn !== null && reviewOn < today && !isOver) return "review_overdue";
  return endsOn === null && startsOn < today ? "no_end" : null;
}
