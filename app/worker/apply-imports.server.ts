import { applyWaitingImports } from "~/domain/records/apply-waiting-imports.server";
import type { Clock } from "~/platform/clock";
import { keepDoing } from "./keep-doing.server";

type Applying = { clock: () => Promise<Clock>; tickMs: number; signal: AbortSignal };

/** Saves the rows of files that people pressed the button of, until the signal: in a loop of its own, which holds up nothing else. */
export async function applyImports({ clock, tickMs, signal }: Applying): Promise<void> {
  const work = { clock, isOver: () => signal.aborted };
  await keepDoing("an import could not go on", () => applyWaitingImports(work), { everyMs: tickMs, signal });
}
