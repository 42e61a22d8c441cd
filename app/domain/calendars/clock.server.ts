import { type Clock, shiftedClock, systemClock } from "~/platform/clock";
import { asNobody } from "~/platform/database.server";
import { env } from "~/platform/env.server";

/** The clock of a request or a sweep: system time, moved by the demo's offset, which all processes share. */
export async function currentClock(): Promise<Clock> {
  if (!env().isDemo) return systemClock;
  const installation = await asNobody((tx) =>
    tx.installation.findUnique({ where: { id: 1 }, select: { clockOffsetSeconds: true } }),
  );
  return shiftedClock(Number(installation?.clockOffsetSeconds ?? 0));
}
