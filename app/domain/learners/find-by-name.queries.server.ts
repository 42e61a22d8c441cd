import { read, readTogether, type Tx } from "~/platform/database.server";
import { Prisma } from "~/platform/generated/prisma/client";
import { distanceOf } from "./internal/likeness";
import { type NamedLearner, nameOf } from "./learners.queries.server";

/** How somebody was found: by what was typed, by a name that resembles it, or by one from before an adoption. */
export type Match = "typed" | "similar" | "earlier_name";
export type FoundByName = NamedLearner & { match: Match };

type Search = {
  typed: string;
  limit: number;
  /** On this school's roll on this day ("2026-11-22"). */
  roll?: { schoolId: string; day: string } | undefined;
};

type Row = {
  id: string;
  givenName: string;
  familyName: string;
  knownAs: string | null;
  stage: string;
  /** Each typed word begins one of the names. */
  isSpelt: boolean;
  /** Plain words of the names now, and of those from before an adoption as far as the viewer may know them. */
  now: string[];
  earlier: string[];
};

/** More that resemble what was typed are not compared. */
const mostCompared = 200;

const onRoll = ({ schoolId, day }: NonNullable<Search["roll"]>) =>
  Prisma.sql`WHERE h.learner_id IN (SELECT e.learner_id FROM school_enrolment e WHERE e.school_id = ${schoolId}::uuid
    AND e.started_on <= ${day}::date AND (e.ended_on IS NULL OR e.ended_on >= ${day}::date))`;

const plainWords = (isEarlier: boolean) =>
  Prisma.sql`ARRAY(SELECT substr(w.key, 2) FROM learner_search_key w
    WHERE w.learner_id = l.id AND w.is_earlier = ${isEarlier} AND w.key >= '=' AND w.key < '>')`;

/** The plain words that were typed, in their order. */
const wordsRead = (typed: string) =>
  read<{ word: string }>(
    Prisma.sql`SELECT substr(t.low, 2) AS word FROM app.typed_keys(${typed}) AS t WHERE t.is_spelt ORDER BY t.place`,
  );

/** Learners with a name for each typed word: first those spelt so, then, unless these are enough, those who resemble it; each by family name. */
const foundRead = ({ typed, limit, roll }: Search) =>
  read<Row>(Prisma.sql`
    WITH typed AS MATERIALIZED (SELECT place, is_spelt, low, high FROM app.typed_keys(${typed})),
      hit AS (SELECT k.learner_id, t.place, bool_or(t.is_spelt) AS is_spelt
        FROM typed t JOIN learner_search_key k ON k.key >= t.low AND k.key <= t.high GROUP BY 1, 2),
      match AS MATERIALIZED (SELECT h.learner_id, bool_and(h.is_spelt) AS is_spelt
        FROM hit h ${roll ? onRoll(roll) : Prisma.empty} GROUP BY 1 HAVING count(*) = (SELECT count(DISTINCT place) FROM typed))
    SELECT l.id, l.given_name AS "givenName", l.family_name AS "familyName", l.known_as AS "knownAs", l.stage,
      m.is_spelt AS "isSpelt", ${plainWords(false)} AS now, ${plainWords(true)} AS earlier
    FROM match m JOIN learner l ON l.id = m.learner_id
    ORDER BY m.is_spelt DESC, l.family_name, l.given_name, l.id
    LIMIT (SELECT CASE WHEN count(*) >= ${limit} THEN ${limit}::int ELSE ${limit}::int + ${mostCompared}::int END FROM match WHERE is_spelt)`);

/** What a row was found by, and how many letters lie between its names and what was typed. */
function compared(row: Row, typed: readonly string[]) {
  const now = distanceOf(typed, row.now);
  const ever = distanceOf(typed, [...row.now, ...row.earlier]);
  const match: Match = ever < now ? "earlier_name" : row.isSpelt ? "typed" : "similar";
  return { distance: ever, found: { id: row.id, name: nameOf(row), stage: row.stage, match } };
}

/**
 * Learners by any of their names, at most `limit`: first those whose words begin with what was typed, by family name, then
 * those spelt or said like it, the nearest first. Nine digits are an SCN. Fewer than two letters find nobody.
 */
export async function findByName(tx: Tx, search: Search): Promise<FoundByName[]> {
  // PostgreSQL refuses NUL altogether.
  const typed = search.typed.replaceAll("\0", "");
  const { words, found } = await readTogether(tx, {
    words: wordsRead(typed),
    found: foundRead({ ...search, typed }),
  });
  const plain = words.map(({ word }) => word);
  const spelt = found.filter((row) => row.isSpelt).map((row) => compared(row, plain));
  const similar = found
    .filter((row) => !row.isSpelt)
    .map((row) => compared(row, plain))
    .sort((one, other) => one.distance - other.distance);
  return [...spelt, ...similar].slice(0, search.limit).map((one) => one.found);
}
