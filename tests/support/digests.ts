import type { Database } from "./database";

/** Of a table: columns that are left out, and rows (as a condition) that are. */
type Less = { columns?: readonly string[]; rows?: string };

/** The digest of each table of a database, by its name, less what is named; `null` leaves a table out. */
export async function digestsOf(
  { superuserQuery }: Database,
  less: Record<string, Less | null> = {},
): Promise<Record<string, string>> {
  const tables = await superuserQuery<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1",
  );
  const digests: Record<string, string> = {};
  for (const { name } of tables.filter((table) => less[table.name] !== null)) {
    const [found] = await superuserQuery<{ digest: string }>(
      `SELECT md5(coalesce(string_agg(line, chr(10) ORDER BY line), '')) AS digest FROM (
         SELECT (to_jsonb(t) - $1::text[])::text AS line FROM ${name} t WHERE NOT (${less[name]?.rows ?? "false"})) AS lines`,
      [[...(less[name]?.columns ?? [])]],
    );
    digests[name] = found?.digest ?? "";
  }
  return digests;
}
