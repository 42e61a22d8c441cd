/** What happens to a row of a file when it is saved. */
export const fates = ["new", "changed", "unchanged", "refused"] as const;
export type Fate = (typeof fates)[number];

export const fateLabels = {
  new: "New",
  changed: "Changed",
  unchanged: "Unchanged",
  refused: "Refused",
} as const satisfies Record<Fate, string>;

/** How many rows have each fate. */
export function countFates(rows: readonly { fate: Fate }[]): Record<Fate, number> {
  const count = (fate: Fate) => rows.filter((row) => row.fate === fate).length;
  return {
    new: count("new"),
    changed: count("changed"),
    unchanged: count("unchanged"),
    refused: count("refused"),
  };
}
