import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { addEvents } from "~/domain/chronology/add-event.server";
import { schoolById } from "~/domain/organisations/organisations.queries.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Invalid, NotAllowed } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { checkCare } from "./internal/check-care.server";
import { claimScn } from "./internal/claim-scn.server";
import { addedEvent, insertLearners } from "./internal/insert-learners.server";
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
    if ((await insertLearners(tx, [input], at)) === 0) return learnerId;
    const event = addedEvent(input, { at, personId: actor.personId });
    await addEvents(tx, [event]);
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "learner.added",
      subject: event.about,
      detail: { schoolId, homeAuthorityId: input.homeAuthorityId, hasScn: input.scn !== undefined },
    });
    return learnerId;
  });
}
