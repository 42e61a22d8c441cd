import { AsyncLocalStorage } from "node:async_hooks";

const levels = ["error", "warn", "info", "debug"] as const;
type Level = (typeof levels)[number];
type Fields = Record<string, string | number | boolean | null | undefined>;

/** What is counted while one request runs. */
export type RequestCounts = { queries: number };

const requestCounts = new AsyncLocalStorage<RequestCounts>();

/** Runs a request so that its database queries are counted for its log line. */
export function countingQueries<T>(counts: RequestCounts, run: () => T): T {
  return requestCounts.run(counts, run);
}

/** One more database query in the request that is running, if any. */
export function countQuery(): void {
  const counts = requestCounts.getStore();
  if (counts) counts.queries += 1;
}

/** Writes one JSON line. Fields hold ids, codes and counts: never names, dates of birth or free text. */
export function log(level: Level, message: string, fields: Fields = {}): void {
  const threshold = levels.indexOf((process.env.LOG_LEVEL as Level | undefined) ?? "info");
  if (levels.indexOf(level) > Math.max(threshold, 0)) return;
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), level, message, ...fields })}\n`);
}
