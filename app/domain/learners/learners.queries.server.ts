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

const nameColumns = {
  id: true,
  givenName: true,
  familyName: true,
  knownAs: true,
  stage: true,
} as const;

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
