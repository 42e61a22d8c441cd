import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { namesBeforeMerges } from "~/domain/learners/merged-identities.queries.server";
import type { Tx } from "~/platform/database.server";
import type { KnownNames } from "./find-names";

const columns = {
  schoolId: true,
  learnerId: true,
  withWhom: true,
  advocacyOfferedBy: true,
  raisedById: true,
  acknowledgedById: true,
  ownerId: true,
  dutyPersonId: true,
  dutyDeputeId: true,
  people: { select: { name: true } },
  meetings: { select: { attendees: true } },
  decision: { select: { decidedBy: true } },
  unverifiedChild: { select: { name: true } },
} as const;

/** Of "Ms Tait, pastoral care" the words that can be a name: those with a capital, before the comma. */
const nameIn = (typed: string): string =>
  (typed.split(",")[0] ?? "")
    .split(/\s+/)
    .filter((word) => /^\p{Lu}/u.test(word))
    .join(" ");

const isThere = (name: string | null | undefined): name is string => Boolean(name);

async function namesOfLearner(tx: Tx, learnerId: string | null) {
  if (learnerId === null) return { learner: [], people: [] };
  const learner = await tx.learner.findUnique({
    where: { id: learnerId },
    select: { givenName: true, familyName: true, knownAs: true, people: { select: { name: true } } },
  });
  const now = [learner?.givenName, learner?.familyName, learner?.knownAs].filter(isThere);
  return {
    learner: [...new Set([...now, ...(await namesBeforeMerges(tx, learnerId))])],
    people: learner?.people.map(({ name }) => name) ?? [],
  };
}

/** Everybody who works at the school or worked on the alert, as far as the app knows. */
async function staffOf(tx: Tx, schoolId: string, personIds: readonly (string | null)[]): Promise<string[]> {
  const atSchool = await tx.membership.findMany({ where: { schoolId }, select: { personId: true } });
  return [...(await namesOf(tx, [...personIds, ...atSchool.map(({ personId }) => personId)])).values()];
}

/** Whose names must not stand in a case made of this alert. */
export async function namesOfCase(
  tx: Tx,
  alertId: string,
): Promise<KnownNames & { learnerId: string | null }> {
  const alert = await tx.alert.findUniqueOrThrow({ where: { id: alertId }, select: columns });
  const { learner, people } = await namesOfLearner(tx, alert.learnerId);
  const school = await tx.school.findUniqueOrThrow({ where: { id: alert.schoolId }, select: { name: true } });
  const typed = [
    alert.withWhom,
    alert.advocacyOfferedBy,
    alert.decision?.decidedBy,
    ...alert.meetings.flatMap(({ attendees }) => attendees),
  ];
  const { raisedById, acknowledgedById, ownerId, dutyPersonId, dutyDeputeId } = alert;
  const ids = [raisedById, acknowledgedById, ownerId, dutyPersonId, dutyDeputeId];
  return {
    learnerId: alert.learnerId,
    learner: [...learner, alert.unverifiedChild?.name].filter(isThere),
    school: [school.name],
    people: [...people, ...alert.people.map(({ name }) => name)],
    staff: [...(await staffOf(tx, alert.schoolId, ids)), ...typed.filter(isThere).map(nameIn)],
  };
}
