import type { Tx } from "~/platform/database.server";
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

/** For the word at a place of what was typed: from which key to which one a name may have. */
type Keys = { place: number; isSpelt: boolean; low: string; high: string };

type Row = {
  id: string;
  givenName: string;
  familyName: string;
  knownAs: string | null;
  stage: string;
  /** Plain words of the names now, and of those from before an adoption as far as the viewer may know them. */
  now: string[];
  earlier: string[];
};

/** More that resemble what was typed are not compared. */
const mostCompared = 200;

function typedKeys(tx: Tx, typed: string): Promise<Keys[]> {
  // PostgreSQL refuses NUL altogether.
  const text = typed.replaceAll("\0", "");
  return tx.$queryRaw<
    Keys[]
  >`SELECT place::int, is_spelt AS "isSpelt", low, high FROM app.typed_keys(${text}) ORDER BY place`;
}

/** The learner has a name for each typed word. */
function hasAll(keys: readonly Keys[]): Prisma.Sql {
  const places = [...new Set(keys.map(({ place }) => place))];
  const one = (place: number) => {
    const ranges = keys
      .filter((each) => each.place === place)
      .map(({ low, high }) => Prisma.sql`k.key >= ${low} AND k.key <= ${high}`);
    return Prisma.sql`l.id IN (SELECT k.learner_id FROM learner_search_key k WHERE ${Prisma.join(ranges, " OR ")})`;
  };
  return Prisma.join(places.map(one), " AND ");
}

const onRoll = ({ schoolId, day }: NonNullable<Search["roll"]>) =>
  Prisma.sql`AND l.id IN (SELECT e.learner_id FROM school_enrolment e WHERE e.school_id = ${schoolId}::uuid
    AND e.started_on <= ${day}::date AND (e.ended_on IS NULL OR e.ended_on >= ${day}::date))`;

const plainWords = (isEarlier: boolean) =>
  Prisma.sql`ARRAY(SELECT substr(w.key, 2) FROM learner_search_key w
    WHERE w.learner_id = l.id AND w.is_earlier = ${isEarlier} AND w.key >= '=' AND w.key < '>')`;

/** Learners with these keys, by family name. */
function rows(tx: Tx, keys: readonly Keys[], { limit, roll }: Omit<Search, "typed">): Promise<Row[]> {
  return tx.$queryRaw<Row[]>`
    SELECT l.id, l.given_name AS "givenName", l.family_name AS "familyName", l.known_as AS "knownAs", l.stage,
      ${plainWords(false)} AS now, ${plainWords(true)} AS earlier
    FROM learner l WHERE ${hasAll(keys)} ${roll ? onRoll(roll) : Prisma.empty}
    ORDER BY l.family_name, l.given_name, l.id LIMIT ${limit}`;
}

/** What a row was found by, and how many letters lie between its names and what was typed. */
function compared(row: Row, { typed, isSpelt }: { typed: readonly string[]; isSpelt: boolean }) {
  const now = distanceOf(typed, row.now);
  const ever = distanceOf(typed, [...row.now, ...row.earlier]);
  const match: Match = ever < now ? "earlier_name" : isSpelt ? "typed" : "similar";
  return { distance: ever, found: { id: row.id, name: nameOf(row), stage: row.stage, match } };
}

/**
 * Learners by any of their names, at most `limit`: first those whose words begin with what was typed, by family name, then
 * those spelt or said like it, the nearest first. Nine digits are an SCN. Fewer than two letters find nobody.
 */
export async function findByName(tx: Tx, { typed, limit, roll }: Search): Promise<FoundByName[]> {
  const keys = await typedKeys(tx, typed);
  if (keys.length === 0) return [];
  const spelt = keys.filter(({ isSpelt }) => isSpelt);
  const words = spelt.map(({ low }) => low.slice(1));
  const found = (await rows(tx, spelt, { limit, roll })).map(
    (row) => compared(row, { typed: words, isSpelt: true }).found,
  );
  if (found.length === limit || keys.length === spelt.length) return found;
  const already = new Set(found.map(({ id }) => id));
  const similar = (await rows(tx, keys, { limit: mostCompared, roll }))
    .filter(({ id }) => !already.has(id))
    .map((row) => compared(row, { typed: words, isSpelt: false }))
    .sort((one, other) => one.distance - other.distance);
  return [...found, ...similar.map((one) => one.found)].slice(0, limit);
}
