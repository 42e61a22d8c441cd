import type { NewEvent } from "~/domain/chronology/add-event.server";
import type { Tx } from "~/platform/database.server";
import type { AddLearnerInput } from "../learners.schema";
import { isScope } from "../learners.words";

/** A learner to add; a file may say their sex as SEEMiS holds it too. */
export type NewLearner = AddLearnerInput & { sex?: string };

const rowOf = (input: NewLearner) => ({
  ...input,
  isScope: isScope(input.category),
  // Until somebody says what else it rests on.
  dateOfBirthBasis: input.dateOfBirth ? "stated" : "not_known",
});

/**
 * Writes learners with their school and what they are known for: the one way in which a learner comes to be. Those whose id
 * or SCN is there already are left out. Four statements however many.
 * @returns how many were written; when that is fewer than were given to a list of several, the caller undoes it all
 */
export async function insertLearners(tx: Tx, inputs: readonly NewLearner[], at: Date): Promise<number> {
  const rows = JSON.stringify(inputs.map(rowOf));
  const count = await tx.$executeRaw`
    INSERT INTO learner (id, given_name, family_name, known_as, pronouns, sex, date_of_birth, date_of_birth_basis, stage, scn, created_at)
    SELECT "learnerId", "givenName", "familyName", "knownAs", pronouns, sex, "dateOfBirth", "dateOfBirthBasis", stage, scn, ${at}::timestamptz
    FROM jsonb_to_recordset(${rows}::jsonb) AS new ("learnerId" uuid, "givenName" text, "familyName" text, "knownAs" text,
      pronouns text, sex text, "dateOfBirth" date, "dateOfBirthBasis" text, stage text, scn text)
    ON CONFLICT DO NOTHING`;
  if (count < inputs.length) return count;
  await tx.$executeRaw`
    INSERT INTO school_enrolment (id, learner_id, school_id, kind, started_on)
    SELECT gen_random_uuid(), "learnerId", "schoolId", 'main', "enrolledOn"
    FROM jsonb_to_recordset(${rows}::jsonb) AS new ("learnerId" uuid, "schoolId" uuid, "enrolledOn" date)`;
  await tx.$executeRaw`
    INSERT INTO learner_scope (id, learner_id, scope, started_on, home_authority_id, source)
    SELECT gen_random_uuid(), "learnerId", category, "startedOn", "homeAuthorityId", source
    FROM jsonb_to_recordset(${rows}::jsonb) AS new ("learnerId" uuid, category text, "startedOn" date, "homeAuthorityId" uuid,
      source text, "isScope" boolean) WHERE "isScope"`;
  await tx.$executeRaw`
    INSERT INTO care_period (id, learner_id, category, legal_basis, started_on, home_authority_id, source)
    SELECT gen_random_uuid(), "learnerId", category, "legalBasis", "startedOn", "homeAuthorityId", source
    FROM jsonb_to_recordset(${rows}::jsonb) AS new ("learnerId" uuid, category text, "legalBasis" text, "startedOn" date,
      "homeAuthorityId" uuid, source text, "isScope" boolean) WHERE NOT "isScope"`;
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
