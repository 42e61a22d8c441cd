import type { Tx } from "~/platform/database.server";
import { Conflict, Invalid } from "~/platform/errors";

/**
 * Another learner who has this SCN, or null; until the transaction ends nobody else takes it. Only for whoever sees every
 * learner: the answer tells that another one has it.
 * @throws Conflict when it is that of a record merged into this one
 */
export async function scnHolder(tx: Tx, scn: string, learnerId: string): Promise<string | null> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`scn ${scn}`}, 0))`;
  // A record set aside, which nobody sees, has its number still: then the kept one has it.
  const [answer] = await tx.$queryRaw<{ id: string | null }[]>`SELECT app.scn_holder(${scn}) AS id`;
  const holder = answer?.id ?? null;
  if (holder !== learnerId) return holder;
  if ((await tx.learner.count({ where: { id: learnerId, scn } })) > 0) return null;
  throw new Conflict("This is the SCN of a record merged into this one. Undo the merge to choose it.");
}

/**
 * Makes sure that no other learner has this SCN, until the transaction ends.
 * @throws Invalid when another learner has it; Conflict as above
 */
export async function claimScn(tx: Tx, scn: string, learnerId: string): Promise<void> {
  const heldBy = await scnHolder(tx, scn, learnerId);
  if (heldBy) throw new Invalid("Another learner has this SCN", "scn", { learnerId: heldBy });
}
