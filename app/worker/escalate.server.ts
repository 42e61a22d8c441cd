import { fireDueSteps } from "~/domain/alerts/fire-due-steps.server";
import type { Clock } from "~/platform/clock";
import { env } from "~/platform/env.server";
import { listen } from "~/platform/listen.server";
import { log } from "~/platform/log.server";
import { createBell } from "./bell";
import { keepDoing } from "./keep-doing.server";

type Escalating = {
  /** The injected clock, read anew at each tick: the demo moves it. */
  clock: () => Promise<Clock>;
  /** How late a step may be, in milliseconds. */
  tickMs: number;
  signal: AbortSignal;
};

async function tick(clock: Escalating["clock"]): Promise<void> {
  for (const { alertId, position, who, state } of await fireDueSteps({ clock: await clock() })) {
    log("info", "step fired", { alertId, position, who, state });
  }
}

/**
 * Fires the steps of alerts when they are due, until the signal: at each tick, and at once when a step is brought
 * forward or the demo's clock is moved. A loop of its own, so that mail that is slow to go out never delays a step.
 */
export async function escalate({ clock, tickMs, signal }: Escalating): Promise<void> {
  const bell = createBell();
  listen({
    url: env().DATABASE_WORKER_URL ?? env().DATABASE_URL,
    channel: "alert_clock",
    onNotice: bell.ring,
    signal,
  });
  await keepDoing("steps could not be looked at", () => tick(clock), { everyMs: tickMs, bell, signal });
}
