import { namesOf, peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { fromDateColumn, toDateColumn } from "~/platform/format";
import { isUuid } from "~/platform/uuid";
import { learnersByIds, type NamedLearner } from "./learners.queries.server";

const runningOn = (day: string) => ({
  startedOn: { lte: toDateColumn(day) },
  OR: [{ endedOn: null }, { endedOn: { gte: toDateColumn(day) } }],
});

/** A Virtual School teacher and how many learners they work with. Without the role any more, their learners need somebody. */
export type ListedCaseload = { personId: string; name: string; learners: number; isTeacher: boolean };

/** Every Virtual School teacher of a day, and whoever still has learners without being one; by name. */
export async function caseloadsOn(tx: Tx, day: string): Promise<ListedCaseload[]> {
  const teachers = await peopleWithRole(tx, ["vs_teacher"], { day });
  const counts = await tx.caseload.groupBy({ by: ["personId"], where: runningOn(day), _count: true });
  const left = counts.filter(({ personId }) => !teachers.some((teacher) => teacher.personId === personId));
  const names = await namesOf(
    tx,
    left.map(({ personId }) => personId),
  );
  const learnersOf = (id: string) => counts.find(({ personId }) => personId === id)?._count ?? 0;
  return [
    ...teachers.map(({ personId, name }) => ({
      personId,
      name,
      learners: learnersOf(personId),
      isTeacher: true,
    })),
    ...left.map(({ personId, _count }) => ({
      personId,
      name: names.get(personId) ?? "",
      learners: _count,
      isTeacher: false,
    })),
  ].sort((one, other) => one.name.localeCompare(other.name));
}

/** A learner on a caseload, since a day ("2026-11-22"). */
export type CaseloadEntry = NamedLearner & { caseloadId: string; since: string };

/**
 * One caseload on a day, by name, with whose it is.
 * @throws NotFound for somebody who is not there
 */
export async function caseloadOf(
  tx: Tx,
  personId: string | undefined,
  day: string,
): Promise<{ name: string; learners: CaseloadEntry[] }> {
  const name = isUuid(personId) ? (await namesOf(tx, [personId])).get(personId) : undefined;
  if (!name) throw new NotFound("There is no such caseload.");
  const entries = await tx.caseload.findMany({ where: { personId, ...runningOn(day) } });
  const learners = await learnersByIds(
    tx,
    entries.map(({ learnerId }) => learnerId),
  );
  const listed = entries.flatMap(({ id, learnerId, startedOn }) => {
    const learner = learners.get(learnerId);
    return learner ? [{ ...learner, caseloadId: id, since: fromDateColumn(startedOn) }] : [];
  });
  return { name, learners: listed.sort((one, other) => one.name.localeCompare(other.name)) };
}
