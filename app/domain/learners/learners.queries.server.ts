import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { fromDateColumn } from "~/platform/format";
import { isUuid } from "~/platform/uuid";

/** What lists and headings show of a learner. */
export type NamedLearner = { id: string; name: string; stage: string };

/** "Shona (Maria) Reid": the name they want to be called first. */
export function nameOf(learner: { givenName: string; familyName: string; knownAs: string | null }): string {
  if (!learner.knownAs || learner.knownAs === learner.givenName)
    return `${learner.givenName} ${learner.familyName}`;
  return `${learner.knownAs} (${learner.givenName}) ${learner.familyName}`;
}

const nameColumns = { id: true, givenName: true, familyName: true, knownAs: true, stage: true } as const;

/** Learners by id, as far as the actor may see them. */
export async function learnersByIds(
  tx: Tx,
  ids: readonly (string | null)[],
): Promise<Map<string, NamedLearner>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const learners = await tx.learner.findMany({ where: { id: { in: wanted } }, select: nameColumns });
  return new Map(
    learners.map((learner) => [learner.id, { id: learner.id, name: nameOf(learner), stage: learner.stage }]),
  );
}

/**
 * The learner to name on a form.
 * @throws NotFound when there is none, or none for this actor
 */
export async function learnerNamed(tx: Tx, id: string): Promise<NamedLearner> {
  const learner = isUuid(id) ? (await learnersByIds(tx, [id])).get(id) : undefined;
  if (!learner) throw new NotFound("There is no such learner.");
  return learner;
}

/** On the school's roll on that day (a date column), whichever kind of enrolment. */
const onRoll = (schoolId: string, day: Date) => ({
  enrolments: {
    some: { schoolId, startedOn: { lte: day }, OR: [{ endedOn: null }, { endedOn: { gte: day } }] },
  },
});

// PostgreSQL refuses NUL altogether.
const wordsIn = (typed: string): string[] => typed.replaceAll("\0", "").trim().split(/\s+/).filter(Boolean);

// In a pattern % and _ stand for anything; people mean what they type.
const literal = (word: string): string => word.replace(/[\\%_]/g, "\\$&");

/** Given, family or known name starts with each typed word. */
const named = (words: readonly string[]) => ({
  AND: words.map((word) => ({
    OR: (["givenName", "familyName", "knownAs"] as const).map((column) => ({
      [column]: { startsWith: literal(word), mode: "insensitive" as const },
    })),
  })),
});

type Search = {
  typed: string;
  limit: number;
  /** On this school's roll on this day (a date column). */
  roll?: { schoolId: string; day: Date };
};

async function findNamed(tx: Tx, { typed, limit, roll }: Search): Promise<NamedLearner[]> {
  const words = wordsIn(typed);
  if (words.join("").length < 2) return [];
  const learners = await tx.learner.findMany({
    where: { ...(roll ? onRoll(roll.schoolId, roll.day) : {}), ...named(words) },
    orderBy: [{ familyName: "asc" }, { givenName: "asc" }, { id: "asc" }],
    take: limit,
    select: nameColumns,
  });
  return learners.map((learner) => ({ id: learner.id, name: nameOf(learner), stage: learner.stage }));
}

/**
 * Learners on a school's roll whose given, family or known name starts with each typed word; at most `limit`.
 * Fewer than two letters find nobody.
 */
export function findOnRoll(
  tx: Tx,
  where: { schoolId: string; day: Date; typed: string; limit: number },
): Promise<NamedLearner[]> {
  const { schoolId, day, ...search } = where;
  return findNamed(tx, { ...search, roll: { schoolId, day } });
}

/** Days of birth ("2012-03-09", null when not known) by learner, as far as the actor may see them: to tell two of one name apart. */
export async function birthDaysOf(
  tx: Tx,
  learnerIds: readonly string[],
): Promise<Map<string, string | null>> {
  const learners = await tx.learner.findMany({
    where: { id: { in: [...learnerIds] } },
    select: { id: true, dateOfBirth: true },
  });
  return new Map(learners.map(({ id, dateOfBirth }) => [id, dateOfBirth && fromDateColumn(dateOfBirth)]));
}

/** The same as `findOnRoll` among all learners the actor may see, whichever school they are at. */
export function findByName(tx: Tx, search: { typed: string; limit: number }): Promise<NamedLearner[]> {
  return findNamed(tx, search);
}

/** The schools at which learners are on the roll on a day (a date column), by learner. */
export async function schoolIdsOf(
  tx: Tx,
  learnerIds: readonly string[],
  day: Date,
): Promise<Map<string, string[]>> {
  const enrolments = await tx.schoolEnrolment.findMany({
    where: {
      learnerId: { in: [...learnerIds] },
      startedOn: { lte: day },
      OR: [{ endedOn: null }, { endedOn: { gte: day } }],
    },
    orderBy: [{ kind: "asc" }, { startedOn: "asc" }],
    select: { learnerId: true, schoolId: true },
  });
  const schools = new Map<string, string[]>();
  for (const { learnerId, schoolId } of enrolments)
    schools.set(learnerId, [...(schools.get(learnerId) ?? []), schoolId]);
  return schools;
}

/** Is the learner on the school's roll that day, and may the actor see them? */
export async function isOnRoll(
  tx: Tx,
  learnerId: string,
  at: { schoolId: string; day: Date },
): Promise<boolean> {
  return (await tx.learner.count({ where: { id: learnerId, ...onRoll(at.schoolId, at.day) } })) > 0;
}
