import { namesOf } from "~/domain/accounts/accounts.queries.server";
import type { Tx } from "~/platform/database.server";
import { type EscalationPolicy, type PolicyStep, usualSteps } from "./escalation-steps";

/** The policy that holds for an authority: its newest version, or what the product ships with. */
export async function escalationPolicyOf(tx: Tx, authorityId: string): Promise<EscalationPolicy> {
  const newest = await tx.escalationPolicy.findFirst({
    where: { authorityId },
    orderBy: { version: "desc" },
    select: { version: true, steps: true, hasRandomDrills: true, savedById: true },
  });
  if (!newest) return { version: 0, steps: usualSteps, hasRandomDrills: false, savedById: null };
  return { ...newest, steps: newest.steps as PolicyStep[] };
}

/** A version of the policy, and who saved it when. */
export type SavedPolicy = {
  version: number;
  steps: PolicyStep[];
  hasRandomDrills: boolean;
  savedAt: Date;
  savedBy: string;
};

/** Every version that was saved, newest first, at most 20. */
export async function policyVersions(tx: Tx, authorityId: string): Promise<SavedPolicy[]> {
  const rows = await tx.escalationPolicy.findMany({
    where: { authorityId },
    orderBy: { version: "desc" },
    take: 20,
    select: { version: true, steps: true, hasRandomDrills: true, savedAt: true, savedById: true },
  });
  const names = await namesOf(
    tx,
    rows.map((row) => row.savedById),
  );
  return rows.map(({ savedById, ...row }) => ({
    ...row,
    steps: row.steps as PolicyStep[],
    savedBy: names.get(savedById) ?? "Somebody who has left",
  }));
}
