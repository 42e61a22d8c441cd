import { setTimeout as pause } from "node:timers/promises";
import {
  type Accepted,
  type Ending,
  type Lease,
  settleAccepted,
  settleMail,
} from "~/domain/notifications/settle-mail.server";
import type { Clock } from "~/platform/clock";

type Waiting = {
  lease: Lease;
  ending: Accepted;
  done: (isSettled: boolean) => void;
  fail: (error: unknown) => void;
};

// Between two statements of a burst, so that each settles several mails; a mail on its own does not wait.
const gatherMs = 10;
// The demo moves its clock by hand: nobody sees that one mail was accepted a blink before.
const clockMs = 250;

/** The time by the injected clock, which costs a query, asked for at most four times a second. */
function createWatch(clock: () => Promise<Clock>): () => Promise<Date> {
  let read: { clock: Clock; at: number } | null = null;
  return async () => {
    if (!read || performance.now() - read.at > clockMs)
      read = { clock: await clock(), at: performance.now() };
    return read.clock.now();
  };
}

/**
 * Records how attempts of one worker ended. Accepted mails that end while a statement is under way share the next one:
 * a burst needs few commits.
 */
export function createSettler(owner: string, clock: () => Promise<Clock>) {
  const now = createWatch(clock);
  const waiting: Waiting[] = [];
  let isBusy = false;

  async function settleTogether(batch: readonly Waiting[]): Promise<void> {
    try {
      const settled = new Set(await settleAccepted(owner, batch, await now()));
      for (const { lease, done } of batch) done(settled.has(lease.id));
    } catch (error) {
      for (const { fail } of batch) fail(error);
    }
  }

  async function settleWaiting(): Promise<void> {
    if (isBusy) return;
    isBusy = true;
    await settleTogether(waiting.splice(0));
    while (waiting.length > 0) {
      await pause(gatherMs);
      await settleTogether(waiting.splice(0));
    }
    isBusy = false;
  }

  /** @returns false when the lease was no longer ours: then nothing was recorded */
  return async function settle(lease: Lease, ending: Ending): Promise<boolean> {
    if (ending.kind !== "accepted") return settleMail(lease, ending, await now());
    return new Promise((done, fail) => {
      waiting.push({ lease, ending, done, fail });
      void settleWaiting();
    });
  };
}

/** Records how one attempt ended. */
export type Settle = ReturnType<typeof createSettler>;
