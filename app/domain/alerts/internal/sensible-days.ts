const yearMilliseconds = 366 * 24 * 60 * 60 * 1000;

const gap = (from: string, to: string) => Date.parse(to) - Date.parse(from);

type Days = { today: string; raisedOn: string };

/**
 * Why a day ("2026-11-22") cannot be the day of a decision or a meeting; null when it can. Either may precede its alert,
 * so only a day to come and a slip of the year are refused.
 */
export function problemOfPastDay(day: string, { today, raisedOn }: Days): string | null {
  if (day > today) return "Day must be today or earlier";
  return gap(day, raisedOn) > yearMilliseconds ? "Day must be within the year before the alert" : null;
}

/** Why something cannot be due on a day; null when it can. */
export function problemOfDueDay(day: string, today: string): string | null {
  if (day < today) return "Day must be today or later";
  return gap(today, day) > yearMilliseconds ? "Day must be within a year from today" : null;
}
