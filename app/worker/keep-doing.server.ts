import { log } from "~/platform/log.server";
import { type Bell, createBell } from "./bell";

/** Does a piece of work that is tried again anyway: a fault is logged, without its text, and stops nothing. */
export async function orLog(what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : null;
    log("warn", what, { kind: error instanceof Error ? error.name : null, code });
  }
}

type Doing = { everyMs: number; signal: AbortSignal; bell?: Bell };

/** Does a piece of work now, then every so often and whenever the bell rings, until the signal. Never twice at once. */
export async function keepDoing(
  what: string,
  work: () => Promise<unknown>,
  { everyMs, signal, bell = createBell() }: Doing,
): Promise<void> {
  signal.addEventListener("abort", bell.ring, { once: true });
  while (!signal.aborted) {
    await orLog(what, work);
    if (!signal.aborted) await bell.wait(everyMs);
  }
}
