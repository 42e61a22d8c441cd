import { addCalendarDays } from "./calendars.clocks";

/** An authority whose terms come to an end; `lastDay` is null when none is entered. */
export type RunningOut = { id: string; name: string; lastDay: string | null };

/** Twelve weeks: an exclusion's second check is 30 school days away, and holidays come on top. */
const leastDaysKnown = 84;

/**
 * Are the next terms to be entered? From 1 March on when none reaches into the next school year (councils have published
 * it by then; it starts on 1 August), and at any time when fewer than twelve weeks are known.
 */
export function isRunningOut(lastDay: string | null, today: string): boolean {
  if (lastDay === null || lastDay < addCalendarDays(today, leastDaysKnown)) return true;
  const [year = "", rest = ""] = [today.slice(0, 4), today.slice(5)];
  const isSecondHalf = "03-01" <= rest && rest < "08-01";
  return isSecondHalf && lastDay < `${year}-08-01`;
}
