import { Conflict } from "~/platform/errors";

/** Names of the values that differ from those on record; dates and lists by what they hold. */
export function changedFields<T extends object>(onRecord: { [K in keyof T]: unknown }, values: T) {
  const names = Object.keys(values) as (keyof T & string)[];
  return names.filter((name) => JSON.stringify(onRecord[name]) !== JSON.stringify(values[name]));
}

/**
 * Refuses what was typed over an older record than the one that is stored, and says where they differ.
 * @throws Conflict
 */
export function refuseStale(version: { onRecord: number; read: number }, labels: readonly string[]): void {
  if (version.onRecord === version.read) return;
  const where = labels.length > 0 ? ` The record differs from what you typed in: ${labels.join(", ")}.` : "";
  throw new Conflict(`Somebody else saved this meanwhile.${where} Compare them. Saving again keeps yours.`);
}
