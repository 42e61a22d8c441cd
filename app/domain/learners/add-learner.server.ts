import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { addEvent } from "~/domain/chronology/add-event.server";
import { schoolById } from "~/domain/organisations/organisations.queries.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Invalid, NotAllowed } from "~/platform/errors";
import { dayOf, toDateColumn } from "~/platform/format";
import { checkCare } from "./internal/check-care.server";
import { claimScn } from "./internal/claim-scn.server";
import { learnersPolicy } from "./learners.policy";
import type { AddLearnerInput } from "./learners.schema";
import { isScope } from "./learners.words";

async function check(tx: Tx, input: AddLearnerInput, today: string): Promise<void> {
  if (!(await schoolById(tx, input.schoolId))) throw new Invalid("Select their school", "schoolId");
  await checkCare(tx, input, today, isScope(input.category) ? input.category : undefined);
  if (input.dateOfBirth && input.dateOfBirth > today)
    throw new Invalid("Date of birth must be in the past", "dateOfBirth");
  if (input.scn) await claimScn(tx, input.scn, input.learnerId);
}

async function write(tx: Tx, input: AddLearnerInput, at: Date): Promise<boolean> {
  const { learnerId, givenName, familyName, stage } = input;
  const learner = {
    id: learnerId,
    givenName,
    familyName,
    knownAs: input.knownAs ?? null,
    pronouns: input.pronouns ?? null,
    dateOfBirth: input.dateOfBirth ? toDateColumn(input.dateOfBirth) : null,
    // Until somebody says what else it rests on.
    dateOfBirthBasis: input.dateOfBirth ? "stated" : "not_known",
    stage,
    scn: input.scn ?? null,
    createdAt: at,
  };
  const { count } = await tx.learner.createMany({ data: [learner], skipDuplicates: true });
  if (count === 0) return false;
  await tx.schoolEnrolment.createMany({
    data: [{ learnerId, schoolId: input.schoolId, kind: "main", startedOn: toDateColumn(input.enrolledOn) }],
  });
  const { category, source, homeAuthorityId, legalBasis = null } = input;
  const known = { learnerId, startedOn: toDateColumn(input.startedOn), homeAuthorityId, source };
  if (isScope(category)) await tx.learnerScope.createMany({ data: [{ ...known, scope: category }] });
  else await tx.carePeriod.createMany({ data: [{ ...known, category, legalBasis }] });
  return true;
}

/**
 * Adds a learner with their school and what they are known for: a first care period or a scope. The same form twice adds one learner. Gives the id.
 * @throws NotAllowed; Invalid for a school or authority that does not exist, or an SCN in use
 */
export function addLearner(actor: Actor, input: AddLearnerInput, clock: Clock): Promise<string> {
  return asActor(actor, async (tx) => {
    if (!may(actor, learnersPolicy.add)) throw new NotAllowed("Only the Virtual School can add a learner.");
    const at = clock.now();
    await check(tx, input, dayOf(at));
    const { learnerId, schoolId } = input;
    if (!(await write(tx, input, at))) return learnerId;
    const about = { kind: "learner", id: learnerId };
    await addEvent(tx, {
      at,
      kind: "learner.added",
      about,
      learnerId,
      schoolId,
      personId: actor.personId,
      audience: "school_and_virtual_school",
      summary: "Known to the Virtual School from now on",
    });
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "learner.added",
      subject: about,
      detail: { schoolId, homeAuthorityId: input.homeAuthorityId, hasScn: input.scn !== undefined },
    });
    return learnerId;
  });
}
