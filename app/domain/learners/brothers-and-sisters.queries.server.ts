import type { Tx } from "~/platform/database.server";
import { linksOf } from "./internal/pair-of";
import { learnersByIds } from "./learners.queries.server";

/**
 * Brothers and sisters as far as the actor may know of them. `learner` is null for somebody whom they do not see: that
 * there is somebody is all a Virtual School teacher learns; a school learns of its own two learners only.
 */
export async function brothersAndSistersOf(tx: Tx, learnerId: string) {
  const links = await tx.learnerLink.findMany({
    where: linksOf(learnerId),
    orderBy: { linkedAt: "asc" },
    select: { id: true, lowerId: true, higherId: true },
  });
  const others = links.map(({ id, lowerId, higherId }) => ({
    id,
    otherId: lowerId === learnerId ? higherId : lowerId,
  }));
  const learners = await learnersByIds(
    tx,
    others.map(({ otherId }) => otherId),
  );
  return others.map(({ id, otherId }) => ({ id, learner: learners.get(otherId) ?? null }));
}

export type BrothersAndSisters = Awaited<ReturnType<typeof brothersAndSistersOf>>;
