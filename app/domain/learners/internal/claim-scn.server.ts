import type { Tx } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";

/**
 * Another learner who has this SCN, or null; until the transaction ends nobody else takes it. Only for whoever sees every
 * learner: the answer tells that another one has it.
 */
export async function scnHolder(tx: Tx, scn: string, learnerId: string): Promise<string | null> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`scn ${scn}`}, 0))`;
  const holder = await tx.learner.findUnique({ where: { scn }, select: { id: true } });
  return holder && holder.id !== learnerId ? holder.id : null;
}

/**
 * Makes sure that no other learner has this SCN, until the transaction ends.
 * @throws Invalid when another learner has it
 */
export async function claimScn(tx: Tx, scn: string, learnerId: string): Promise<void> {
  const heldBy = await scnHolder(tx, scn, learnerId);
  if (heldBy) throw new Invalid("Another learner has this SCN", "scn", { learnerId: heldBy });
}
