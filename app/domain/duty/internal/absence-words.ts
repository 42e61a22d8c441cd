import { dayOf, formatDay, formatTime } from "~/platform/format";
import type { Stretch } from "./rota";

const midnight = "00:00";

/** "from 3 December 2026 to 5 December 2026", "on 3 December 2026, 09:00 to 12:30". */
export function absenceWords({ from, until }: Stretch): string {
  const lastInstant = new Date(until.getTime() - 1);
  const startsAtMidnight = formatTime(from) === midnight;
  const endsAtMidnight = formatTime(until) === midnight;
  if (dayOf(from) === dayOf(lastInstant)) {
    if (startsAtMidnight && endsAtMidnight) return `on ${formatDay(from)}`;
    return `on ${formatDay(from)}, ${formatTime(from)} to ${endsAtMidnight ? "the end of the day" : formatTime(until)}`;
  }
  const start = startsAtMidnight ? formatDay(from) : `${formatDay(from)}, ${formatTime(from)}`;
  const end = endsAtMidnight ? formatDay(lastInstant) : `${formatDay(until)}, ${formatTime(until)}`;
  return `from ${start} to ${end}`;
}
