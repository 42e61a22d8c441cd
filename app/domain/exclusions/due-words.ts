import { formatDay } from "~/platform/format";
import { type DutyState, dutyLabels } from "./exclusions.words";

const dayMilliseconds = 86_400_000;

/** Days from one day to another, "2026-11-22" each. */
const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMilliseconds);

const counted = (days: number) => `${days} ${days === 1 ? "day" : "days"}`;

function waitingWords(dueOn: string, today: string): string {
  const left = daysBetween(today, dueOn);
  if (left < 0) return `${counted(-left)} overdue: was due on ${formatDay(dueOn)}`;
  if (left === 0) return "Due today";
  return left === 1 ? `Due tomorrow, ${formatDay(dueOn)}` : `Due in ${left} days, on ${formatDay(dueOn)}`;
}

/** How a duty stands, in the words a person would use: "Due tomorrow, 25 November 2026". */
export function dueInWords({ state, dueOn, doneOn }: DutyState, today: string): string {
  if (state === "not_needed") return "Not needed";
  if (doneOn === null) return waitingWords(dueOn, today);
  if (doneOn > today) return `Set for ${formatDay(doneOn)}`;
  return state === "done_late" ? `Done late, on ${formatDay(doneOn)}` : `Done on ${formatDay(doneOn)}`;
}

/** What is due or overdue, the soonest first. */
export const waitingDuties = (duties: readonly DutyState[]): DutyState[] =>
  duties
    .filter(({ state }) => state === "due" || state === "overdue")
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn));

/** Why a record cannot be closed yet, naming the first thing that is owed; null when nothing is. */
export function notYetClosable(duties: readonly DutyState[], today: string): string | null {
  const [first, ...others] = waitingDuties(duties);
  if (!first) return null;
  const more = others.length === 0 ? "" : ` ${others.length} more after that.`;
  return `Not yet: “${dutyLabels[first.duty]}” is open. ${dueInWords(first, today)}.${more}`;
}
