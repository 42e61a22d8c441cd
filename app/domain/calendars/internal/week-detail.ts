/** A week of openings as a line of the audit shows it: by weekday, "5": 1 for a half-day Friday. */
export const weekDetail = (week: readonly { weekday: number; openings: number }[]): Record<string, number> =>
  Object.fromEntries(week.map(({ weekday, openings }) => [String(weekday), openings]));
