import type { Tx } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";

/**
 * Makes sure that no other learner has this SCN, until the transaction ends. Only for whoever sees every learner: the
 * answer tells that another one has it.
 * @throws Invalid when another learner has it
 */
export async function claimScn(tx: Tx, scn: string, learnerId: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`scn ${scn}`}, 0))`;
  const namesake = await tx.learner.findUnique({ where: { scn }, select: { id: true } });
  if (namesake && namesake.id !== learnerId)
    throw new Invalid("Another learner has this SCN", "scn", { learnerId: namesake.id });
}
