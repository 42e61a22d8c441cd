/** Seconds to wait after the first, second, … failed attempt; after these, `steadySeconds` until `hurryEndsAfter`. */
const firstWaitsSeconds = [2, 5, 10, 20, 30] as const;
const steadySeconds = 60;
const slowSeconds = 300;

// An alert may be due within half an hour, so for two hours a mail server that comes back is used within a minute.
const hurrySeconds = 2 * 3600;
const giveUpSeconds = 48 * 3600;

function waitAfter(waitedSeconds: number, attempts: number): number {
  return firstWaitsSeconds[attempts - 1] ?? (waitedSeconds < hurrySeconds ? steadySeconds : slowSeconds);
}

/**
 * How long to wait before the next attempt, without chance in it.
 * @param attempts failed so far, 1 or more
 * @returns seconds, or null when the waits add up to 48 hours and the mail is given up
 */
export function retryDelaySeconds(attempts: number): number | null {
  let waited = 0;
  for (let failed = 1; failed < attempts; failed += 1) waited += waitAfter(waited, failed);
  return waited >= giveUpSeconds ? null : waitAfter(waited, attempts);
}
