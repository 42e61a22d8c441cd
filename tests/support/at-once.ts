import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { Database } from "./database";

/**
 * Runs things at the very same moment: locks rows with `lock`, starts all, waits until each of them waits for the
 * lock, and lets go. A command that looks before it takes its own lock has looked by then.
 */
export async function atOnce<T>(
  database: Database,
  lock: string,
  starts: readonly (() => Promise<T>)[],
): Promise<PromiseSettledResult<T>[]> {
  const holder = new pg.Client({ connectionString: database.ownerUrl });
  await holder.connect();
  await holder.query("begin");
  await holder.query(lock);
  const started = Promise.allSettled(starts.map((start) => start()));
  const waiting =
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  for (const deadline = Date.now() + 5_000; Date.now() < deadline; await pause(20)) {
    if ((await database.superuserQuery(waiting)).length >= starts.length) break;
  }
  await holder.query("commit");
  await holder.end();
  return started;
}
