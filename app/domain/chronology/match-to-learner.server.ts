import type { Tx } from "~/platform/database.server";

/** Gives the events and actions that were written before a child was known to the learner they are about. */
export async function matchToLearner(tx: Tx, aboutId: string, learnerId: string): Promise<void> {
  // A function of the owner, because events are never changed by people.
  await tx.$queryRaw`select app.match_events(${aboutId}::uuid, ${learnerId}::uuid)`;
  await tx.action.updateMany({ where: { aboutId, learnerId: null }, data: { learnerId } });
}
