import type { Tx } from "~/platform/database.server";
import { linksOf } from "./pair-of";

/** Is the adoption of one of these learners flagged? Asked by those who see every learner. */
export async function isAdoptionFlagged(tx: Tx, learnerIds: readonly string[]): Promise<boolean> {
  const where = { learnerId: { in: [...learnerIds] }, kind: "adoption", liftedAt: null };
  return (await tx.learnerFlag.count({ where })) > 0;
}

/** Keeps the links of a learner apart, or shows them again, as the flags of both ends say. */
export async function keepLinksApart(tx: Tx, learnerId: string): Promise<void> {
  const links = await tx.learnerLink.findMany({
    where: linksOf(learnerId),
    select: { id: true, lowerId: true, higherId: true },
  });
  for (const { id, lowerId, higherId } of links) {
    const isKeptApart = await isAdoptionFlagged(tx, [lowerId, higherId]);
    await tx.learnerLink.updateMany({ where: { id }, data: { isKeptApart } });
  }
}
