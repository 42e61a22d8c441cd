import type { Calendar } from "~/domain/calendars/calendars.clocks";
import { calendarOf } from "~/domain/calendars/calendars.queries.server";
import { homeAuthorityId } from "~/domain/organisations/organisations.queries.server";
import type { Clock } from "~/platform/clock";
import { asWorker, type Tx } from "~/platform/database.server";
import { log } from "~/platform/log.server";
import { type FiredStep, fireSteps } from "./internal/fire-steps.server";

export type { FiredStep } from "./internal/fire-steps.server";

type Firing = {
  /** The injected clock. */
  clock: Clock;
  /** Alerts at most; the rest is left to the next call. */
  limit?: number;
  /** Alerts at the same time, each in a transaction of its own. */
  lanes?: number;
};

type Run = {
  clock: Clock;
  left: number;
  /** One that cannot be fired must not hold up the others. */
  failed: string[];
  fired: FiredStep[];
  calendar: Calendar | null;
};

/** Locks the alert whose step has waited longest; one that another worker or an answer holds is passed by. */
async function lockDue(tx: Tx, at: Date, failed: readonly string[]): Promise<string | null> {
  const [due] = await tx.$queryRaw<{ alertId: string }[]>`
    select alert_id as "alertId" from alert_clock
    where next_step_due_at <= ${at.toISOString()}::timestamptz and alert_id <> all (${[...failed]}::uuid[])
    order by next_step_due_at limit 1 for update skip locked`;
  return due?.alertId ?? null;
}

/** Gives back false when nothing is due. */
async function fireNext(run: Run): Promise<boolean> {
  const at = run.clock.now();
  let alertId: string | null = null;
  try {
    const fired = await asWorker(async (tx) => {
      alertId = await lockDue(tx, at, run.failed);
      if (alertId === null) return null;
      run.calendar ??= await calendarOf(tx, await homeAuthorityId(tx));
      return fireSteps(tx, { alertId, at, calendar: run.calendar });
    });
    run.fired.push(...(fired ?? []));
    return fired !== null;
  } catch (error) {
    // A database that is away fails the lock itself, and with it the whole call.
    if (alertId === null) throw error;
    run.failed.push(alertId);
    log("error", "step could not be fired", { alertId, kind: error instanceof Error ? error.name : null });
    return true;
  }
}

async function lane(run: Run): Promise<void> {
  while (run.left > 0) {
    run.left -= 1;
    if (!(await fireNext(run))) return;
  }
}

/**
 * Fires every step that is due: people are looked up now, told by mail, and it is put on the record, in one transaction
 * for each alert. Any number of workers may call it at once: each step is fired by one of them, once. A step that finds
 * nobody is skipped, and the next one is fired in its place.
 */
export async function fireDueSteps({ clock, limit = 500, lanes = 3 }: Firing): Promise<FiredStep[]> {
  const run: Run = { clock, left: limit, failed: [], fired: [], calendar: null };
  await Promise.all(Array.from({ length: lanes }, () => lane(run)));
  return run.fired;
}

/** When the next step is due, of any alert; null when none is pending. For a history that is made on a moving clock. */
export async function nextStepDueAt(): Promise<Date | null> {
  const { _min } = await asWorker((tx) => tx.alertClock.aggregate({ _min: { nextStepDueAt: true } }));
  return _min.nextStepDueAt;
}
