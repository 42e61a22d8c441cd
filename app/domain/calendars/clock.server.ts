import { type Clock, shiftedClock } from "~/platform/clock";
import { asNobody } from "~/platform/database.server";

/** The clock of a request or a sweep: system time, moved by the demo's offset, which all processes share. */
export async function currentClock(): Promise<Clock> {
  const installation = await asNobody((tx) =>
    tx.installation.findUnique({ where: { id: 1 }, select: { clockOffsetSeconds: true } }),
  );
  return shiftedClock(Number(installation?.clockOffsetSeconds ?? 0));
}
