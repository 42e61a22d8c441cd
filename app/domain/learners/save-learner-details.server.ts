import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { dayOf, toDateColumn } from "~/platform/format";
import { changeLearner } from "./internal/change-learner.server";
import { checkCodes } from "./internal/check-codes.server";
import { claimScn } from "./internal/claim-scn.server";
import { changedFields, refuseStale } from "./internal/refuse-stale";
import type { SaveLearnerDetailsInput } from "./learner-details.schema";
import { detailsWords } from "./learner-details.words";
import { learnersPolicy } from "./learners.policy";

type Scn = { scn: string | null; scnToCheck: string | null };

/**
 * Who does not see every learner must not learn that a number is taken: theirs is kept apart, compared with nothing, and
 * the answer is the same for every number.
 */
async function scnToStore(tx: Tx, actor: Actor, input: SaveLearnerDetailsInput, now: Scn): Promise<Scn> {
  const { scn = null, learnerId } = input;
  if (!may(actor, learnersPolicy.setScn)) {
    const isNews = scn !== null && scn !== now.scn;
    return { scn: now.scn, scnToCheck: isNews ? scn : null };
  }
  if (scn) await claimScn(tx, scn, learnerId);
  return { scn, scnToCheck: null };
}

type OnRecord = Scn & { sex: string | null };

async function check(tx: Tx, input: SaveLearnerDetailsInput, now: OnRecord, today: string): Promise<void> {
  if (input.dateOfBirth && input.dateOfBirth > today)
    throw new Invalid("Date of birth must be in the past", "dateOfBirth");
  if (input.dateOfBirth && input.dateOfBirthBasis === "not_known")
    throw new Invalid("Select what the date of birth rests on", "dateOfBirthBasis");
  await checkCodes(tx, { list: "sex", field: "sex", chosen: [input.sex], kept: [now.sex], day: today });
}

const valuesOf = (input: SaveLearnerDetailsInput, scn: Scn) => ({
  givenName: input.givenName,
  familyName: input.familyName,
  knownAs: input.knownAs ?? null,
  nameAsSaid: input.nameAsSaid ?? null,
  pronunciation: input.pronunciation ?? null,
  pronouns: input.pronouns ?? null,
  sex: input.sex ?? null,
  dateOfBirth: input.dateOfBirth ? toDateColumn(input.dateOfBirth) : null,
  dateOfBirthBasis: input.dateOfBirth ? input.dateOfBirthBasis : "not_known",
  stage: input.stage,
  ...scn,
});

/**
 * Changes a learner's details. What is the same as on record is no change.
 * @throws NotAllowed; NotFound; Invalid; Conflict when somebody saved other details since `version` was read
 */
export function saveLearnerDetails(
  actor: Actor,
  input: SaveLearnerDetailsInput,
  clock: Clock,
): Promise<void> {
  const { learnerId, version: read } = input;
  return changeLearner(actor, { learnerId, permission: learnersPolicy.change, clock }, async (tx, _, at) => {
    const now = await tx.learner.findUniqueOrThrow({ where: { id: learnerId } });
    await check(tx, input, now, dayOf(at));
    const values = valuesOf(input, await scnToStore(tx, actor, input, now));
    const changed = changedFields(now, values);
    if (changed.length === 0) return null;
    refuseStale(
      { onRecord: now.version, read },
      changed.map((name) => detailsWords[name === "scnToCheck" ? "scn" : name].label.toLowerCase()),
    );
    await tx.learner.update({ where: { id: learnerId }, data: { ...values, version: read + 1 } });
    return {
      kind: "learner_details.changed",
      summary: "Details changed",
      audience: "school_and_virtual_school",
      audit: { fields: changed.join(" ") },
    };
  });
}
