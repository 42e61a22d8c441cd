import { log } from "~/platform/log.server";

/** Does a piece of work that is tried again anyway: a fault is logged, without its text, and stops nothing. */
export async function orLog(what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : null;
    log("warn", what, { kind: error instanceof Error ? error.name : null, code });
  }
}
