import type pg from "pg";
import type { Placed, Row } from "./rows";

const together = 1_000;

/**
 * Writes rows as they are made, at most a thousand of a table in one statement. Tables are written in the order in which
 * they first came, so that what a row points at is there before it. Only some thousands are ever in memory.
 * @param onWritten called with the number of rows so far
 */
export async function writeRows(
  client: pg.Client,
  rows: Iterable<Placed>,
  onWritten: (count: number) => void = () => {},
): Promise<number> {
  const waiting = new Map<string, Row[]>();
  let written = 0;
  const writeWaiting = async () => {
    for (const [table, batch] of waiting) {
      waiting.set(table, []);
      await insert(client, table, batch);
      written += batch.length;
    }
    onWritten(written);
  };
  for (const [table, row] of rows) {
    const batch = waiting.get(table) ?? [];
    waiting.set(table, batch);
    batch.push(row);
    if (batch.length === together) await writeWaiting();
  }
  await writeWaiting();
  return written;
}

/** Columns that no row names keep their defaults. */
async function insert(client: pg.Client, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].map((name) => `"${name}"`).join(", ");
  await client.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}
