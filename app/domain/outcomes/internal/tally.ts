/** How many of the rows fall under each key; a key without rows is 0, so that a table has no holes. */
export function tally<Row, Key extends string>(
  rows: readonly Row[],
  keys: readonly Key[],
  keyOf: (row: Row) => Key,
): Record<Key, number> {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<Key, number>;
  for (const row of rows) counts[keyOf(row)] += 1;
  return counts;
}

/** The rows of each key, in the order of the keys. */
export function groupBy<Row, Key extends string>(
  rows: readonly Row[],
  keys: readonly Key[],
  keyOf: (row: Row) => Key,
): { key: Key; rows: Row[] }[] {
  return keys.map((key) => ({ key, rows: rows.filter((row) => keyOf(row) === key) }));
}
