import { auditPromises } from "~/domain/alerts/audit-promises.server";
import { auditDue, auditReasons } from "~/domain/alerts/promises.queries.server";
import type { Clock } from "~/platform/clock";
import { asWorker } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { log } from "~/platform/log.server";
import { createBell } from "./bell";
import { callOut } from "./http-call.server";
import { keepDoing, orLog } from "./keep-doing.server";

type Auditing = {
  /** The injected clock, read anew for each look: the demo moves it. */
  clock: () => Promise<Clock>;
  /** Between two questions whether it is time to look. */
  tickMs: number;
  /** Before a new finding is looked at again: a clock that was moved, or a worker that has just started, gets this long. */
  confirmMs: number;
  /** Longest wait for whoever listens at HEARTBEAT_URL. */
  heartbeatMs?: number;
  signal: AbortSignal;
};

/** Whoever watches from outside hears from us only while all is well, so silence is the alarm. */
async function sayAllIsWell({ heartbeatMs = 5_000 }: Auditing): Promise<void> {
  const { HEARTBEAT_URL: url } = env();
  if (!url || (await asWorker(auditReasons)).length > 0) return;
  const signal = AbortSignal.timeout(heartbeatMs);
  const { status } = await callOut({ url: new URL(url), method: "GET", signal, longestAnswer: 0 });
  if (status < 200 || status > 299) log("warn", "heartbeat was not taken", { status });
}

/** Gives false when the worker is to stop: nobody waits for the auditor then. */
async function pauseOf({ confirmMs, signal }: Auditing): Promise<boolean> {
  const bell = createBell();
  signal.addEventListener("abort", bell.ring, { once: true });
  if (!signal.aborted) await bell.wait(confirmMs);
  signal.removeEventListener("abort", bell.ring);
  return !signal.aborted;
}

async function tick(auditing: Auditing): Promise<void> {
  const kind = await asWorker(auditDue);
  if (!kind) return;
  const outcome = await auditPromises({ clock: auditing.clock, kind, pause: () => pauseOf(auditing) });
  if (outcome.state !== "done") return;
  for (const { code, alertId } of outcome.findings) log("warn", "promise not kept", { code, alertId });
  await orLog("heartbeat could not be sent", () => sayAllIsWell(auditing));
}

/** Looks at least once a minute whether all that is owed is done, until the signal; any number of workers beside each other. */
export async function keepAuditing(auditing: Auditing): Promise<void> {
  const { tickMs, signal } = auditing;
  if (env().AUDITOR === "off") return log("warn", "the auditor is switched off");
  await keepDoing("audit could not be recorded", () => tick(auditing), { everyMs: tickMs, signal });
}
