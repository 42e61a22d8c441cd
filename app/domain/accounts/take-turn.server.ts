import { webDatabase } from "~/platform/database.server";

const longestMilliseconds = 24 * 60 * 60 * 1000;

/**
 * Counts one use of `key` and says whether it is within `most` uses per `seconds`.
 * Counted in the database, so all web processes share the count. Real time.
 */
export async function takeTurn(key: string, most: number, seconds: number): Promise<boolean> {
  const now = Date.now();
  const rows = await webDatabase().$queryRaw<{ count: number }[]>`
    INSERT INTO rate_limit (id, key, count, last_request) VALUES (gen_random_uuid()::text, ${key}, 1, ${now})
    ON CONFLICT (key) DO UPDATE SET
      count = CASE WHEN rate_limit.last_request <= ${now - seconds * 1000} THEN 1 ELSE rate_limit.count + 1 END,
      last_request = CASE WHEN rate_limit.last_request <= ${now - seconds * 1000} THEN ${now} ELSE rate_limit.last_request END
    RETURNING count`;
  const count = rows[0]?.count ?? 0;
  if (count === 1) await forgetOld(now);
  return count <= most;
}

/** Keys hold the addresses that anybody typed, and are of no use once their time is over. */
async function forgetOld(now: number): Promise<void> {
  await webDatabase().$executeRaw`DELETE FROM rate_limit WHERE last_request < ${now - longestMilliseconds}`;
}
