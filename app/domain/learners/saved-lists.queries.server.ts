import type { Tx } from "~/platform/database.server";

/** A list as its owner calls it, and its filter as it stands in an address. */
export type SavedList = { id: string; name: string; query: string };

/** The actor's own lists, by name. */
export function savedLists(tx: Tx): Promise<SavedList[]> {
  return tx.savedList.findMany({ orderBy: { name: "asc" }, select: { id: true, name: true, query: true } });
}
