import { namesOf } from "~/domain/accounts/accounts.queries.server";
import type { Tx } from "~/platform/database.server";
import { type CountingRules, usualCounting } from "./internal/exclusion-clock";

/** A version of the rules of counting, and who saved it when. */
export type SavedCounting = CountingRules & { version: number; savedAt: Date; savedBy: string };

/** The rules that an authority saved, newest first, at most 20. */
export async function countingVersions(tx: Tx, authorityId: string): Promise<SavedCounting[]> {
  const rows = await tx.exclusionRules.findMany({
    where: { authorityId },
    orderBy: { version: "desc" },
    take: 20,
    select: {
      version: true,
      unit: true,
      meetingDays: true,
      noticeDays: true,
      savedAt: true,
      savedById: true,
    },
  });
  const names = await namesOf(
    tx,
    rows.map((row) => row.savedById),
  );
  return rows.map(({ savedById, ...row }) => ({
    ...row,
    unit: row.unit as CountingRules["unit"],
    savedBy: names.get(savedById) ?? "Somebody who has left",
  }));
}

/** The rules that hold for an authority; version 0 is the usual counting. */
export async function currentCounting(
  tx: Tx,
  authorityId: string,
): Promise<CountingRules & { version: number }> {
  const newest = await tx.exclusionRules.findFirst({
    where: { authorityId },
    orderBy: { version: "desc" },
    select: { version: true, unit: true, meetingDays: true, noticeDays: true },
  });
  if (!newest) return { ...usualCounting, version: 0 };
  return { ...newest, unit: newest.unit as CountingRules["unit"] };
}
