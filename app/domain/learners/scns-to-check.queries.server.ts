import type { Tx } from "~/platform/database.server";
import { nameOf } from "./learners.queries.server";

/**
 * SCNs that somebody typed who does not see every learner, by family name, at most `limit`. `heldById`: another learner
 * who has it on record.
 */
export async function scnsToCheck(tx: Tx, limit: number) {
  const learners = await tx.learner.findMany({
    where: { scnToCheck: { not: null } },
    orderBy: [{ familyName: "asc" }, { givenName: "asc" }, { id: "asc" }],
    take: limit,
    select: { id: true, givenName: true, familyName: true, knownAs: true, scn: true, scnToCheck: true },
  });
  const typed = learners.flatMap(({ scnToCheck }) => scnToCheck ?? []);
  const holders = await tx.learner.findMany({
    where: { scn: { in: typed } },
    select: { id: true, scn: true },
  });
  const held = new Map(holders.map(({ id, scn }) => [scn, id]));
  return learners.map(({ id, scn, scnToCheck, ...names }) => ({
    id,
    name: nameOf(names),
    onRecord: scn,
    typed: scnToCheck ?? "",
    heldById: held.get(scnToCheck) ?? null,
  }));
}

export type ScnToCheck = Awaited<ReturnType<typeof scnsToCheck>>[number];
