import { workerDatabase } from "~/platform/database.server";

/**
 * Erases drafts that were saved more than 24 hours ago (real time).
 * @returns how many
 */
export async function eraseStaleDrafts(): Promise<number> {
  const [answer] = await workerDatabase().$queryRaw<
    { erased: number }[]
  >`select app.erase_stale_drafts() as erased`;
  return answer?.erased ?? 0;
}
