import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { schoolsByIds } from "~/domain/organisations/organisations.queries.server";
import { codeLabels } from "~/domain/reference/reference.queries.server";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { fromDateColumn } from "~/platform/format";
import { isUuid } from "~/platform/uuid";
import { authoritiesOf } from "./authorities.queries.server";
import { brothersAndSistersOf } from "./brothers-and-sisters.queries.server";
import { careOf } from "./care.queries.server";
import { earlierNamesOf, flagsOf } from "./flags.queries.server";
import { supportShown } from "./learner-details.queries.server";
import type { BirthBasis } from "./learner-details.words";
import { nameOf } from "./learners.queries.server";
import { notifyListOf } from "./notify-list.queries.server";
import { schoolResultsOf } from "./school-results.queries.server";
import { voiceOf } from "./voice.queries.server";

const day = (column: Date | null): string | null => column && fromDateColumn(column);

async function findLearner(tx: Tx, id: string) {
  const learner = isUuid(id) ? await tx.learner.findUnique({ where: { id } }) : null;
  if (!learner) throw new NotFound("There is no such learner.");
  const newest = { startedOn: "desc" } as const;
  // One after the other: a transaction has one connection, and relations of an include would be asked for at once.
  const enrolments = await tx.schoolEnrolment.findMany({
    where: { learnerId: id },
    orderBy: [newest, { kind: "asc" }],
  });
  const caseloads = await tx.caseload.findMany({ where: { learnerId: id }, orderBy: newest });
  return { ...learner, enrolments, caseloads };
}

/**
 * What is known of a learner, as far as the actor may see it: care periods are empty for a school. Newest first; days
 * as "2026-11-22", the last day included, null while it lasts. `today` in whose words codes are said.
 * @throws NotFound when there is none, or none for this actor
 */
export async function learnerRecord(tx: Tx, id: string, today: string) {
  const learner = await findLearner(tx, id);
  const schools = await schoolsByIds(
    tx,
    learner.enrolments.map((enrolment) => enrolment.schoolId),
  );
  const teachers = await namesOf(
    tx,
    learner.caseloads.map((caseload) => caseload.personId),
  );
  return {
    id: learner.id,
    name: nameOf(learner),
    stage: learner.stage,
    nameAsSaid: learner.nameAsSaid,
    pronunciation: learner.pronunciation,
    pronouns: learner.pronouns,
    sex: learner.sex && ((await codeLabels(tx, "sex", today)).get(learner.sex) ?? learner.sex),
    dateOfBirth: day(learner.dateOfBirth),
    dateOfBirthBasis: learner.dateOfBirthBasis as BirthBasis,
    scn: learner.scn,
    scnToCheck: learner.scnToCheck,
    enrolments: learner.enrolments.map(({ id: enrolmentId, schoolId, kind, startedOn, endedOn }) => ({
      id: enrolmentId,
      school: schools.get(schoolId)?.name ?? "",
      isShared: kind === "shared",
      startedOn: fromDateColumn(startedOn),
      endedOn: day(endedOn),
    })),
    care: await careOf(tx, id, today),
    authorities: await authoritiesOf(tx, id, today),
    teachers: learner.caseloads.map(({ id: caseloadId, personId, startedOn, endedOn }) => ({
      caseloadId,
      name: teachers.get(personId) ?? "",
      startedOn: fromDateColumn(startedOn),
      endedOn: day(endedOn),
    })),
    support: await supportShown(tx, id, today),
    voice: await voiceOf(tx, id),
    brothersAndSisters: await brothersAndSistersOf(tx, id),
    flags: await flagsOf(tx, id),
    earlierNames: await earlierNamesOf(tx, id),
    notifyList: await notifyListOf(tx, id),
    schoolResults: await schoolResultsOf(tx, id, today),
  };
}

export type LearnerRecord = Awaited<ReturnType<typeof learnerRecord>>;
