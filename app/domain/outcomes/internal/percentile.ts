const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);

/** The middle value; of an even count the mean of the two middle ones. Null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = ascending(values);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return lower === undefined || upper === undefined ? null : (lower + upper) / 2;
}

/**
 * The percentile by nearest rank: the smallest of the values that is not below `percent` in 100 of them. Always one of
 * the values, never between two. Null of none.
 */
export function nearestRank(values: readonly number[], percent: number): number | null {
  const rank = Math.max(1, Math.ceil((values.length * percent) / 100));
  return ascending(values)[rank - 1] ?? null;
}
