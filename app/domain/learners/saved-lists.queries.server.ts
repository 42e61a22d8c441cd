import { read, readTogether, type Tx } from "~/platform/database.server";
import { Prisma } from "~/platform/generated/prisma/client";

/** A list as its owner calls it, and its filter as it stands in an address. */
export type SavedList = { id: string; name: string; query: string };

/** The actor's own lists, by name; policies leave out those of others. */
export const savedListsRead = () =>
  read<SavedList>(Prisma.sql`SELECT s.id, s.name, s.query FROM saved_list s ORDER BY s.name`);

/** `savedListsRead` alone. */
export const savedLists = async (tx: Tx): Promise<SavedList[]> =>
  (await readTogether(tx, { lists: savedListsRead() })).lists;
