/** Rows that are saved in one transaction. */
export const batchSize = 500;

/** Where a run of batches stands after one of them. */
export type Progress = { left: number };

/**
 * Runs one batch after the other until none is left. Each is a transaction of its own that takes rows which are not done
 * yet, so that a run that ends in the middle goes on from there.
 */
export async function inBatches<P extends Progress>(next: () => Promise<P>): Promise<P> {
  let progress = await next();
  while (progress.left > 0) {
    const after = await next();
    if (after.left >= progress.left) throw new Error("a batch did not get on");
    progress = after;
  }
  return progress;
}
