import { namesOf } from "~/domain/accounts/accounts.queries.server";
import type { Tx } from "~/platform/database.server";
import { Prisma } from "~/platform/generated/prisma/client";
import { likenessOf, type Resemblance } from "./internal/likely-pair";
import { pairOf } from "./internal/pair-of";
import { birthDaysOf, learnersByIds, type NamedLearner } from "./learners.queries.server";

/** A learner as a pair shows them; the date of birth as "2012-03-09", null when not known. */
export type PairedLearner = NamedLearner & { dateOfBirth: string | null };
export type LikelyPair = { one: PairedLearner; other: PairedLearner; why: string[] };

type Candidate = Resemblance & { lowerId: string; higherId: string };

/** More candidates than these are not weighed, those whose days of birth are known first: a whole file has come in twice. */
const mostWeighed = 5000;

/**
 * Pairs worth weighing: with an SCN in common, with two sounds of their names in common, or born on the same day with
 * a word or a sound of their names in common. Two sounds are joined as one value, so that no frequent name is joined with itself;
 * a word of one consonant (Leah, Kaya) has no sound and stands for itself.
 */
const candidates = Prisma.sql`
  heard AS MATERIALIZED (SELECT DISTINCT k.learner_id AS id, k.key FROM learner_search_key k
    WHERE k.key >= '~' OR (k.key >= '=' AND k.key < '>' AND k.key ~ '^=.[aeiouyhw]*$')),
  twofold AS MATERIALIZED (SELECT l.id, l.date_of_birth AS born, one.key || two.key AS sounds
    FROM heard one JOIN heard two ON two.id = one.id AND two.key > one.key JOIN learner l ON l.id = one.id),
  same_scn AS MATERIALIZED (
    SELECT DISTINCT k.learner_id AS lower_id, o.learner_id AS higher_id FROM learner_search_key k
    JOIN learner_search_key o ON o.key = k.key AND o.learner_id > k.learner_id
    WHERE k.key >= '#' AND k.key < '$' AND o.key >= '#' AND o.key < '$'),
  candidate AS (
    SELECT lower_id, higher_id FROM same_scn
    UNION SELECT k.id, o.id FROM twofold k JOIN twofold o ON o.sounds = k.sounds AND o.id > k.id
      AND app.birth_likeness(k.born, o.born) IS NOT NULL
    UNION SELECT l.id, o.id FROM learner l JOIN learner o ON o.date_of_birth = l.date_of_birth AND o.id > l.id
      WHERE EXISTS (SELECT FROM learner_search_key a JOIN learner_search_key b ON b.key = a.key
        WHERE a.learner_id = l.id AND b.learner_id = o.id AND a.key >= '='))`;

/** The names of these learners as keys: made once for each, for they are compared many times. */
const keyed = (ids: Prisma.Sql) => Prisma.sql`
  keyed AS MATERIALIZED (SELECT l.id, l.date_of_birth AS born, app.name_keys(concat_ws(' ', l.given_name, l.known_as)) AS given,
    app.name_keys(l.family_name) AS family FROM learner l WHERE l.id IN (${ids}))`;

/** What two learners have in common, `l` and `o`. */
const resemblance = Prisma.sql`
  app.birth_likeness(l.born, o.born) AS birth,
  app.name_likeness(l.given, o.given) AS given,
  app.name_likeness(l.family, o.family) AS family,
  l.given && o.family AND l.family && o.given AS "isCrossed",
  EXISTS (SELECT FROM learner_earlier_name e JOIN keyed now ON now.id IN (l.id, o.id) AND now.id <> e.learner_id
    WHERE e.learner_id IN (l.id, o.id)
    AND app.name_keys(e.given_name) && now.given AND app.name_keys(e.family_name) && now.family) AS "isEarlierName"`;

const isNotToldApart = Prisma.sql`NOT EXISTS (SELECT FROM learner_told_apart t WHERE t.lower_id = c.lower_id AND t.higher_id = c.higher_id)`;

function candidatesOf(tx: Tx): Promise<Candidate[]> {
  return tx.$queryRaw<Candidate[]>`
    WITH ${candidates}, near AS MATERIALIZED (
      SELECT c.lower_id, c.higher_id, s.lower_id IS NOT NULL AS has_same_scn
      FROM candidate c JOIN learner l ON l.id = c.lower_id JOIN learner o ON o.id = c.higher_id
      LEFT JOIN same_scn s ON s.lower_id = c.lower_id AND s.higher_id = c.higher_id
      CROSS JOIN LATERAL app.birth_likeness(l.date_of_birth, o.date_of_birth) AS birth
      WHERE ${isNotToldApart} AND (s.lower_id IS NOT NULL OR birth IS NOT NULL)
      ORDER BY s.lower_id IS NULL, birth = 'unknown'
      LIMIT ${mostWeighed}), ${keyed(Prisma.sql`SELECT lower_id FROM near UNION SELECT higher_id FROM near`)}
    SELECT n.lower_id AS "lowerId", n.higher_id AS "higherId", n.has_same_scn AS "hasSameScn", ${resemblance}
    FROM near n JOIN keyed l ON l.id = n.lower_id JOIN keyed o ON o.id = n.higher_id`;
}

async function withLearners<T extends { lowerId: string; higherId: string }>(tx: Tx, pairs: readonly T[]) {
  const ids = pairs.flatMap(({ lowerId, higherId }) => [lowerId, higherId]);
  const learners = await learnersByIds(tx, ids);
  const births = await birthDaysOf(tx, ids);
  return pairs.flatMap((pair) => {
    const [one, other] = [learners.get(pair.lowerId), learners.get(pair.higherId)];
    if (!one || !other) return [];
    const born = (id: string) => births.get(id) ?? null;
    return [
      {
        pair,
        one: { ...one, dateOfBirth: born(one.id) },
        other: { ...other, dateOfBirth: born(other.id) },
      },
    ];
  });
}

/** Records that are likely of one person and were not told apart, the likeliest first, with why; for who sees every learner. */
export async function likelyPairs(tx: Tx, limit: number): Promise<LikelyPair[]> {
  const weighed = (await candidatesOf(tx)).flatMap((pair) => {
    const likeness = likenessOf(pair);
    return likeness ? [{ ...pair, ...likeness }] : [];
  });
  weighed.sort((one, other) => other.weight - one.weight || (one.lowerId < other.lowerId ? -1 : 1));
  const shown = await withLearners(tx, weighed.slice(0, limit));
  return shown.map(({ pair, one, other }) => ({ one, other, why: pair.why }));
}

/** Why two learners are likely one; nothing when they are not. */
export async function whyLikely(tx: Tx, oneId: string, otherId: string): Promise<string[]> {
  const { lowerId, higherId } = pairOf(oneId, otherId);
  const [pair] = await tx.$queryRaw<Candidate[]>`
    WITH ${keyed(Prisma.sql`${lowerId}::uuid, ${higherId}::uuid`)}
    SELECT l.id AS "lowerId", o.id AS "higherId", ${resemblance}, EXISTS (
      SELECT FROM learner_search_key a JOIN learner_search_key b ON b.key = a.key
      WHERE a.learner_id = l.id AND b.learner_id = o.id AND a.key >= '#' AND a.key < '$') AS "hasSameScn"
    FROM keyed l, keyed o WHERE l.id = ${lowerId}::uuid AND o.id = ${higherId}::uuid`;
  return (pair && likenessOf(pair)?.why) ?? [];
}

/** Pairs that were told apart, newest first, at most `limit`, with who said so. */
export async function pairsToldApart(tx: Tx, limit: number) {
  const rows = await tx.learnerToldApart.findMany({ orderBy: { toldApartAt: "desc" }, take: limit });
  const people = await namesOf(
    tx,
    rows.map(({ toldApartById }) => toldApartById),
  );
  return (await withLearners(tx, rows)).map(({ pair, one, other }) => ({
    one,
    other,
    by: people.get(pair.toldApartById) ?? "somebody",
    at: pair.toldApartAt,
  }));
}

/** Were these two told apart? */
export async function areToldApart(tx: Tx, oneId: string, otherId: string): Promise<boolean> {
  return (await tx.learnerToldApart.count({ where: pairOf(oneId, otherId) })) > 0;
}
