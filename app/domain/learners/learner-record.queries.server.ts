import { labelsIn, versionsRead } from "~/domain/reference/reference.queries.server";
import { type Read, type RowsOf, read, readTogether, type Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { Prisma } from "~/platform/generated/prisma/client";
import { isUuid } from "~/platform/uuid";
import { authoritiesOf, residencesRead } from "./authorities.queries.server";
import { brothersAndSistersOf, linksRead } from "./brothers-and-sisters.queries.server";
import { careReads, careShown } from "./care.queries.server";
import { earlierNamesRead, flagsRead } from "./flags.queries.server";
import { supportReads, supportShown } from "./learner-details.queries.server";
import type { BirthBasis } from "./learner-details.words";
import { nameOf } from "./learners.queries.server";
import { notifyListIn, notifyListReads } from "./notify-list.queries.server";
import { schoolResultsReads, schoolResultsShown } from "./school-results.queries.server";
import { voiceRead } from "./voice.queries.server";

type LearnerRow = {
  id: string;
  givenName: string;
  familyName: string;
  knownAs: string | null;
  nameAsSaid: string | null;
  pronunciation: string | null;
  pronouns: string | null;
  sex: string | null;
  dateOfBirth: string | null;
  dateOfBirthBasis: BirthBasis;
  stage: string;
  scn: string | null;
  scnToCheck: string | null;
};

const learnerRead = (id: string) =>
  read<LearnerRow>(Prisma.sql`SELECT l.id, l.given_name AS "givenName", l.family_name AS "familyName", l.known_as AS "knownAs",
      l.name_as_said AS "nameAsSaid", l.pronunciation, l.pronouns, l.sex, l.date_of_birth AS "dateOfBirth",
      l.date_of_birth_basis AS "dateOfBirthBasis", l.stage, l.scn, l.scn_to_check AS "scnToCheck"
    FROM learner l WHERE l.id = ${id}::uuid`);

type EnrolmentRow = {
  id: string;
  kind: string;
  school: string;
  authority: string;
  startedOn: string;
  endedOn: string | null;
};

const enrolmentsRead = (learnerId: string) =>
  read<EnrolmentRow>(Prisma.sql`SELECT e.id, e.kind, at.name AS school, a.name AS authority, e.started_on AS "startedOn", e.ended_on AS "endedOn"
    FROM school_enrolment e JOIN school at ON at.id = e.school_id JOIN authority a ON a.id = at.authority_id
    WHERE e.learner_id = ${learnerId}::uuid ORDER BY e.started_on DESC, e.kind`);

type TeacherRow = { caseloadId: string; name: string; startedOn: string; endedOn: string | null };

const teachersRead = (learnerId: string) =>
  read<TeacherRow>(Prisma.sql`SELECT c.id AS "caseloadId", coalesce(teacher.name, '') AS name, c.started_on AS "startedOn", c.ended_on AS "endedOn"
    FROM caseload c LEFT JOIN person teacher ON teacher.id = c.person_id
    WHERE c.learner_id = ${learnerId}::uuid ORDER BY c.started_on DESC`);

const lists = ["sex", "care_category", "language", "staged_intervention", "plan", "destination"] as const;

const recordReads = (id: string, today: string) => ({
  learners: learnerRead(id),
  enrolments: enrolmentsRead(id),
  teachers: teachersRead(id),
  ...careReads(id),
  residences: residencesRead(id),
  ...supportReads(id),
  voice: voiceRead(id),
  links: linksRead(id),
  flags: flagsRead(id),
  earlierNames: earlierNamesRead(id),
  ...notifyListReads(id),
  ...schoolResultsReads(id, today),
  versions: versionsRead(lists),
});

type Found = RowsOf<ReturnType<typeof recordReads>>;

/**
 * What is known of a learner, as far as the actor may see it: care periods are empty for a school. Newest first; days
 * as "2026-11-22", the last day included, null while it lasts. `today` in whose words codes are said.
 */
function recordIn(found: Found, learner: LearnerRow, today: string) {
  const words = (list: (typeof lists)[number]) => labelsIn(found.versions, list, today);
  const { givenName: _given, familyName: _family, knownAs: _known, ...details } = learner;
  return {
    ...details,
    name: nameOf(learner),
    sex: learner.sex && (words("sex").get(learner.sex) ?? learner.sex),
    enrolments: found.enrolments.map(({ kind, authority: _, ...enrolment }) => ({
      ...enrolment,
      isShared: kind === "shared",
    })),
    care: careShown(found, words("care_category")),
    authorities: authoritiesOf(found, today),
    teachers: found.teachers,
    support: supportShown(found, {
      language: words("language"),
      staged_intervention: words("staged_intervention"),
      plan: words("plan"),
    }),
    voice: found.voice,
    brothersAndSisters: brothersAndSistersOf(found.links),
    flags: found.flags,
    earlierNames: found.earlierNames.map(({ name }) => name),
    notifyList: notifyListIn(found),
    schoolResults: schoolResultsShown(found, words("destination")),
  };
}

export type LearnerRecord = ReturnType<typeof recordIn>;

/**
 * A learner's record, and what a page wants to know beside it. One query.
 * @throws NotFound when there is none, or none for this actor
 */
export async function learnerRecordWith<More extends Record<string, Read<unknown>>>(
  tx: Tx,
  { id, today }: { id: string; today: string },
  more: More,
): Promise<{ learner: LearnerRecord; beside: RowsOf<More> }> {
  const reads = { ...more, ...recordReads(id, today) };
  const found = isUuid(id) ? ((await readTogether(tx, reads)) as Found & RowsOf<More>) : null;
  const learner = found?.learners[0];
  if (!found || !learner) throw new NotFound("There is no such learner.");
  return { learner: recordIn(found, learner, today), beside: found };
}

/**
 * A learner's record.
 * @throws NotFound when there is none, or none for this actor
 */
export const learnerRecord = async (tx: Tx, id: string, today: string): Promise<LearnerRecord> =>
  (await learnerRecordWith(tx, { id, today }, {})).learner;
