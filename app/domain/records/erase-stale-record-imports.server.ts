import { asWorker } from "~/platform/database.server";

/**
 * Erases the rows of files that were taken in 30 days ago or earlier and never saved, and such files.
 * @returns how many rows
 */
export async function eraseStaleRecordImports(): Promise<number> {
  const [answer] = await asWorker(
    (tx) => tx.$queryRaw<{ erased: number }[]>`select app.erase_stale_record_imports() as erased`,
  );
  return answer?.erased ?? 0;
}
