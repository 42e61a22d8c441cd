import { schoolsByIds } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { toDateColumn } from "~/platform/format";
import { findByName, type Match } from "./find-by-name.queries.server";
import { type NamedLearner, nameOf, schoolIdsOf } from "./learners.queries.server";

/** A learner in a list; `school` names those at which they are on the roll, as far as the viewer may see them. */
export type ListedLearner = NamedLearner & { school: string };

/** One that a search found, and by what. */
export type FoundLearner = ListedLearner & { match: Match };

async function withSchools<T extends NamedLearner>(
  tx: Tx,
  learners: T[],
  day: string,
): Promise<(T & { school: string })[]> {
  const ids = learners.map((learner) => learner.id);
  const schoolIds = await schoolIdsOf(tx, ids, toDateColumn(day));
  const schools = await schoolsByIds(tx, [...schoolIds.values()].flat());
  return learners.map((learner) => ({
    ...learner,
    school: (schoolIds.get(learner.id) ?? []).map((id) => schools.get(id)?.name).join(", "),
  }));
}

/** The learners the actor may see, by family name, at most `limit`, and how many there are. Four queries. */
export async function learnerList(tx: Tx, { day, limit }: { day: string; limit: number }) {
  const rows = await tx.learner.findMany({
    orderBy: [{ familyName: "asc" }, { givenName: "asc" }, { id: "asc" }],
    take: limit,
    select: { id: true, givenName: true, familyName: true, knownAs: true, stage: true },
  });
  const named = rows.map((learner) => ({ id: learner.id, name: nameOf(learner), stage: learner.stage }));
  return { learners: await withSchools(tx, named, day), total: await tx.learner.count() };
}

/** The learners the actor may see by any of their names, at most `limit`: as typed, then spelt or said like it. */
export async function searchLearners(
  tx: Tx,
  { typed, day, limit }: { typed: string; day: string; limit: number },
): Promise<FoundLearner[]> {
  return withSchools(tx, await findByName(tx, { typed, limit }), day);
}
