/** One line of `npm run bench`. */
export type Figure = { name: string; value: number; unit: string; floor?: number; ratio?: number };

export const rounded = (value: number): number => Number(value.toFixed(2));

/** The value below which a share of the sorted values lies: 0.95 for p95. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
