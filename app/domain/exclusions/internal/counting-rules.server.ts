import type { Tx } from "~/platform/database.server";
import { type CountingRules, usualCounting } from "./exclusion-clock";

/** How each of these authorities counts the days: its latest version, else the usual counting. One query. */
export async function countingRulesOf(
  tx: Tx,
  authorityIds: readonly string[],
): Promise<(authorityId: string) => CountingRules> {
  const rows = await tx.exclusionRules.findMany({
    where: { authorityId: { in: [...new Set(authorityIds)] } },
    orderBy: { version: "asc" },
    select: { authorityId: true, unit: true, meetingDays: true, noticeDays: true },
  });
  const latest = new Map(
    rows.map(({ authorityId, unit, ...days }) => [
      authorityId,
      { ...days, unit: unit as CountingRules["unit"] },
    ]),
  );
  return (authorityId) => latest.get(authorityId) ?? usualCounting;
}
