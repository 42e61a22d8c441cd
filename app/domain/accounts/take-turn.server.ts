import { webDatabase } from "~/platform/database.server";

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
  return (rows[0]?.count ?? 0) <= most;
}
