import type { Tx } from "~/platform/database.server";

/** The request to take over that waits for its answer, as far as the actor sees it; null when there is none. */
export function openHandOver(
  tx: Tx,
  alertId: string,
): Promise<{ fromId: string; toId: string; askedAt: Date } | null> {
  return tx.alertHandover.findFirst({
    where: { alertId, answeredAt: null },
    select: { fromId: true, toId: true, askedAt: true },
  });
}

/** Ends the request that waits for its answer, if there is one. */
export async function settleHandOver(
  tx: Tx,
  alertId: string,
  { answer, at }: { answer: "accepted" | "declined" | "withdrawn"; at: Date },
): Promise<void> {
  await tx.alertHandover.updateMany({
    where: { alertId, answeredAt: null },
    data: { answer, answeredAt: at },
  });
}
