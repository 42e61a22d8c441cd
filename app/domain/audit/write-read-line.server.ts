import { createHash } from "node:crypto";
import type { Tx } from "~/platform/database.server";

const windowMilliseconds = 15 * 60 * 1000;

/** A page that was shown: one record, or a list with the ids on it. */
export type Reading = {
  at: Date;
  personId: string;
  /** The part of the app, for example `alert` or `learners`. */
  section: string;
  learnerId?: string | null;
  ids: string[];
};

/**
 * Notes who read what, once per person, record and section in each 15 minutes.
 * Runs in the transaction that reads: if the line cannot be written, the page is not shown.
 */
export async function writeReadLine(tx: Tx, reading: Reading): Promise<void> {
  const ids = [...reading.ids].sort();
  const readKey = ids.length === 1 ? ids.join() : createHash("sha256").update(ids.join()).digest("hex");
  const learnerId = reading.learnerId ?? null;
  const windowStart = new Date(Math.floor(reading.at.getTime() / windowMilliseconds) * windowMilliseconds);
  // As every page does, in the fewest steps.
  await tx.$executeRaw`
    INSERT INTO read_line (id, person_id, section, read_key, learner_id, ids, window_start)
    VALUES (gen_random_uuid(), ${reading.personId}::uuid, ${reading.section}, ${readKey}, ${learnerId}::uuid, ${ids}::uuid[], ${windowStart})
    ON CONFLICT DO NOTHING`;
}
