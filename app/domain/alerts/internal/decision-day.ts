const longestAgoMilliseconds = 366 * 24 * 60 * 60 * 1000;

/**
 * Why a day ("2026-11-22") cannot be the day of the decision; null when it can. A decision may precede its alert, so
 * only a day to come and a slip of the year are refused.
 */
export function problemOfDecisionDay(
  decidedOn: string,
  { today, raisedOn }: { today: string; raisedOn: string },
): string | null {
  if (decidedOn > today) return "Day must be today or earlier";
  if (Date.parse(raisedOn) - Date.parse(decidedOn) > longestAgoMilliseconds)
    return "Day must be within the year before the alert";
  return null;
}
