import { addEvents, type NewEvent } from "~/domain/chronology/add-event.server";
import type { Tx } from "~/platform/database.server";
import { Conflict } from "~/platform/errors";
import { addedEvent, insertLearners, type NewLearner } from "./internal/insert-learners.server";

export type { NewLearner };

/** Who does it, and when. */
export type By = { personId: string; at: Date };

/**
 * Adds learners, each checked by the caller, with the event of each. For imports: the transaction is on behalf of somebody
 * who may add learners, and the caller writes its audit line.
 * @throws Conflict when one of them is there already
 */
export async function addLearners(tx: Tx, inputs: readonly NewLearner[], by: By): Promise<void> {
  if (inputs.length === 0) return;
  const count = await insertLearners(tx, inputs, by.at);
  if (count < inputs.length) throw new Conflict("A learner of this row is there already.");
  await addEvents(
    tx,
    inputs.map((input) => addedEvent(input, by)),
  );
}

/** Details that a file may change; null leaves what is on record. */
export type ChangedDetails = {
  id: string;
  /** For the event: the learner's main school. */
  schoolId: string;
  givenName: string | null;
  familyName: string | null;
  knownAs: string | null;
  sex: string | null;
  /** "2012-03-01" */
  dateOfBirth: string | null;
  stage: string | null;
  scn: string | null;
};

const detailsEvent = ({ id, schoolId }: { id: string; schoolId: string }, by: By): NewEvent => ({
  ...by,
  kind: "learner_details.changed",
  about: { kind: "learner", id },
  learnerId: id,
  schoolId,
  audience: "school_and_virtual_school",
  summary: "Details changed",
});

/** Changes details of learners, each checked by the caller, with the event of each; one statement however many. */
export async function changeLearners(tx: Tx, changes: readonly ChangedDetails[], by: By): Promise<void> {
  if (changes.length === 0) return;
  await tx.$executeRaw`
    UPDATE learner SET given_name = coalesce(new."givenName", given_name), family_name = coalesce(new."familyName", family_name),
      known_as = coalesce(new."knownAs", known_as), sex = coalesce(new.sex, learner.sex), stage = coalesce(new.stage, learner.stage),
      date_of_birth = coalesce(new."dateOfBirth", date_of_birth), scn = coalesce(new.scn, learner.scn),
      date_of_birth_basis = CASE WHEN date_of_birth IS NULL AND new."dateOfBirth" IS NOT NULL THEN 'stated' ELSE date_of_birth_basis END,
      scn_to_check = CASE WHEN new.scn IS NULL THEN scn_to_check END, version = version + 1
    FROM jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) AS new (id uuid, "givenName" text, "familyName" text, "knownAs" text,
      sex text, "dateOfBirth" date, stage text, scn text)
    WHERE learner.id = new.id`;
  await addEvents(
    tx,
    changes.map((change) => detailsEvent(change, by)),
  );
}
