import { schoolsByName } from "~/domain/organisations/organisations.queries.server";
import { read, readTogether, type Tx } from "~/platform/database.server";
import { findByName, type Match } from "./find-by-name.queries.server";
import { type ListGround, pageSql, schoolNames } from "./internal/list-sql.server";
import { type NamedLearner, nameOf } from "./learners.queries.server";
import type { ListFilter, Place } from "./list-filter";
import { savedListsRead } from "./saved-lists.queries.server";

/** A learner in a list; `school` names those at which they are on the roll, as far as the viewer may see them. */
export type ListedLearner = NamedLearner & { school: string };

/** One that a search found, and by what. */
export type FoundLearner = ListedLearner & { match: Match };

type ListedRow = Parameters<typeof nameOf>[0] & { id: string; stage: string; school: string; total: number };

/** All learners, by name. */
const everybody: ListFilter = { stage: null, school: null, areaId: null, known: null, sort: "name" };

type Request = {
  day: string;
  limit: number;
  filter?: ListFilter;
  place?: Place;
  seesAll?: boolean;
  /** As many as `exportLearners` puts into a file. */
  isForFile?: boolean;
};

/** The rows of a page of the list, at most `limit`; those before a learner come backwards. */
const listedRead = ({ filter = everybody, place = {}, limit, ...ground }: Request & ListGround) =>
  read<ListedRow>(pageSql(filter, ground, { place, limit }));

/** Every row of a list, at most `limit`, in its order. */
export const listedRows = async (
  tx: Tx,
  request: Omit<Request, "place"> & ListGround,
): Promise<ListedRow[]> => (await readTogether(tx, { rows: listedRead(request) })).rows;

/**
 * A page of the learners the actor may see, at most `limit`, and how many there are in all. `next` and `previous` are the
 * ids of the learners after and before whom the pages around it start; null when there is none. With the actor's own lists: one
 * query.
 */
export async function learnerList(tx: Tx, request: Request) {
  const { day, limit, filter = everybody, place = {}, seesAll = true, isForFile = false } = request;
  const needsSchools = filter.areaId !== null || filter.sort === "school";
  const schools = needsSchools ? await schoolsByName(tx) : [];
  const ground = { day, schools, seesAll, isForFile };
  // One more than is shown tells whether there is another page.
  const { lists, ...found } = await readTogether(tx, {
    rows: listedRead({ ...ground, filter, place, limit: limit + 1 }),
    lists: savedListsRead(),
  });
  const rows = place.before ? found.rows.reverse() : found.rows;
  const isCut = rows.length > limit;
  const shown = place.before && isCut ? rows.slice(1) : rows.slice(0, limit);
  const hasNext = place.before ? true : isCut;
  const hasPrevious = place.before ? isCut : place.after !== undefined;
  return {
    learners: shown.map(
      (row): ListedLearner => ({ id: row.id, name: nameOf(row), stage: row.stage, school: row.school }),
    ),
    total: rows[0]?.total ?? 0,
    next: hasNext ? (shown.at(-1)?.id ?? null) : null,
    previous: hasPrevious ? (shown[0]?.id ?? null) : null,
    savedLists: lists,
  };
}

/** The learners the actor may see by any of their names, at most `limit`: as typed, then spelt or said like it. */
export async function searchLearners(
  tx: Tx,
  { typed, day, limit }: { typed: string; day: string; limit: number },
): Promise<FoundLearner[]> {
  const found = await findByName(tx, { typed, limit });
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const rows = await tx.$queryRaw<{ id: string; school: string }[]>`
    SELECT l.id, ${schoolNames(day)} AS school FROM unnest(${ids}::uuid[]) AS l (id)`;
  const schools = new Map(rows.map(({ id, school }) => [id, school]));
  return found.map((learner) => ({ ...learner, school: schools.get(learner.id) ?? "" }));
}
