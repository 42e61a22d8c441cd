import { describe, expect, it } from "vitest";
import { retryDelaySeconds } from "~/domain/notifications/internal/backoff";

function schedule(): number[] {
  const waits: number[] = [];
  for (let attempts = 1; attempts < 10_000; attempts += 1) {
    const wait = retryDelaySeconds(attempts);
    if (wait === null) return waits;
    waits.push(wait);
  }
  throw new Error("never given up");
}

describe("retries", () => {
  it("begin within seconds", () => {
    expect(schedule().slice(0, 6)).toEqual([2, 5, 10, 20, 30, 60]);
  });

  it("go on for at least 24 hours, and end", () => {
    const hours = schedule().reduce((sum, wait) => sum + wait, 0) / 3600;
    expect(hours).toBeGreaterThanOrEqual(24);
    expect(hours).toBeLessThan(49);
  });

  it("wait no longer than a minute in the first two hours, so that a mail server that is back is used within two", () => {
    let waited = 0;
    for (const wait of schedule()) {
      if (waited < 7200) expect(wait).toBeLessThanOrEqual(60);
      waited += wait;
    }
  });

  it("never come closer together", () => {
    const waits = schedule();
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
  });
});
