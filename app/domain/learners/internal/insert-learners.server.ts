import type { NewEvent } from "~/domain/chronology/add-event.server";
import type { Tx } from "~/platform/database.server";
import { toDateColumn } from "~/platform/format";
import type { AddLearnerInput } from "../learners.schema";
import { isScope } from "../learners.words";

/** A learner to add; a file may say their sex as SEEMiS holds it too. */
export type NewLearner = AddLearnerInput & { sex?: string };

const learnerRow = (input: NewLearner, at: Date) => ({
  id: input.learnerId,
  givenName: input.givenName,
  familyName: input.familyName,
  knownAs: input.knownAs ?? null,
  pronouns: input.pronouns ?? null,
  sex: input.sex ?? null,
  dateOfBirth: input.dateOfBirth ? toDateColumn(input.dateOfBirth) : null,
  // Until somebody says what else it rests on.
  dateOfBirthBasis: input.dateOfBirth ? "stated" : "not_known",
  stage: input.stage,
  scn: input.scn ?? null,
  createdAt: at,
});

const knownSince = ({ learnerId, startedOn, homeAuthorityId, source }: AddLearnerInput) => ({
  learnerId,
  startedOn: toDateColumn(startedOn),
  homeAuthorityId,
  source,
});

/**
 * Writes learners with their school and what they are known for: the one way in which a learner comes to be. One whose id
 * is there already is left out, unless there are several: then nothing may be there.
 * @returns how many were written
 */
export async function insertLearners(tx: Tx, inputs: readonly NewLearner[], at: Date): Promise<number> {
  const data = inputs.map((input) => learnerRow(input, at));
  const { count } = await tx.learner.createMany({ data, skipDuplicates: inputs.length === 1 });
  if (count === 0) return 0;
  await tx.schoolEnrolment.createMany({
    data: inputs.map(({ learnerId, schoolId, enrolledOn }) => ({
      learnerId,
      schoolId,
      kind: "main",
      startedOn: toDateColumn(enrolledOn),
    })),
  });
  await tx.learnerScope.createMany({
    data: inputs.flatMap((input) =>
      isScope(input.category) ? [{ ...knownSince(input), scope: input.category }] : [],
    ),
  });
  await tx.carePeriod.createMany({
    data: inputs.flatMap((input) => {
      const { category, legalBasis = null } = input;
      return isScope(category) ? [] : [{ ...knownSince(input), category, legalBasis }];
    }),
  });
  return count;
}

/** The line that begins a learner's timeline. */
export const addedEvent = (
  { learnerId, schoolId }: AddLearnerInput,
  by: { at: Date; personId: string },
): NewEvent => ({
  ...by,
  kind: "learner.added",
  about: { kind: "learner", id: learnerId },
  learnerId,
  schoolId,
  audience: "school_and_virtual_school",
  summary: "Known to the Virtual School from now on",
});
