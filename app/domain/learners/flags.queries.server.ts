import { namesOf } from "~/domain/accounts/accounts.queries.server";
import type { Tx } from "~/platform/database.server";
import type { FlagKind } from "./learners.words";

/** Flags that stand, with who set them and, for those who may read it, why; as far as the actor may see them. */
export async function flagsOf(tx: Tx, learnerId: string) {
  const flags = await tx.learnerFlag.findMany({
    where: { learnerId, liftedAt: null },
    orderBy: { setAt: "asc" },
  });
  const reasons = await tx.learnerFlagReason.findMany({ where: { learnerId } });
  const names = await namesOf(
    tx,
    flags.map(({ setById }) => setById),
  );
  return flags.map(({ id, kind, setById, setAt }) => ({
    id,
    kind: kind as FlagKind,
    setBy: names.get(setById) ?? "somebody",
    setAt,
    why: reasons.find(({ flagId }) => flagId === id)?.why ?? null,
  }));
}

/** Names from before an adoption, newest first; nothing for anybody who does not see every learner. */
export async function earlierNamesOf(tx: Tx, learnerId: string): Promise<string[]> {
  const names = await tx.learnerEarlierName.findMany({ where: { learnerId }, orderBy: { until: "desc" } });
  return names.map(({ givenName, familyName }) => `${givenName} ${familyName}`);
}

export type Flags = Awaited<ReturnType<typeof flagsOf>>;
