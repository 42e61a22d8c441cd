import { randomUUID } from "node:crypto";
import { takeTurn } from "~/domain/accounts/take-turn.server";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Invalid, NotAllowed } from "~/platform/errors";
import { formatDayTime } from "~/platform/format";
import { changeWithin } from "./internal/change-learner.server";
import { learnersPolicy } from "./learners.policy";
import { learnersByIds } from "./learners.queries.server";
import type { OpenRecordInput } from "./opened-record.schema";

const openMilliseconds = 24 * 60 * 60 * 1000;
const triesPerHour = 10;

async function findExactly(tx: Tx, input: OpenRecordInput): Promise<string | null> {
  const { scn = null, givenName = null, familyName = null, dateOfBirth = null } = input;
  const [row] = await tx.$queryRaw<{ id: string | null }[]>`
    SELECT app.find_exactly(${scn}, ${givenName}, ${familyName}, ${dateOfBirth}::date) AS id`;
  return row?.id ?? null;
}

async function open(tx: Tx, actor: Actor, learnerId: string, { reason, at }: { reason: string; at: Date }) {
  const untilAt = new Date(at.getTime() + openMilliseconds);
  const opening = { id: randomUUID(), learnerId, personId: actor.personId, reason, openedAt: at, untilAt };
  await tx.openedRecord.createMany({ data: [opening] });
  await changeWithin(tx, { actor, learnerId, at }, async () => ({
    kind: "record.opened",
    summary: `Opened with a reason by somebody who does not work with the learner, until ${formatDayTime(untilAt)}`,
    audience: "virtual_school_only",
    audit: { openingId: opening.id, untilAt: untilAt.toISOString() },
  }));
}

/**
 * Break-glass: opens the record of a learner off the teacher's caseload for 24 hours. Found by exactly what is typed, or
 * not at all. A record that is open to them anyway stays as it is. Gives the learner's id.
 * @throws NotAllowed; Invalid when exactly one learner is not found, or after too many tries; each try is in the audit
 */
export async function openRecord(actor: Actor, input: OpenRecordInput, clock: Clock): Promise<string> {
  if (!may(actor, learnersPolicy.openRecord))
    throw new NotAllowed("Only a Virtual School Teacher opens a record with a reason.");
  if (!(await takeTurn(`open-record ${actor.personId}`, triesPerHour, 60 * 60)))
    throw new Invalid("Too many tries. Ring a lead, or try again in an hour", "scn");
  const found = await asActor(actor, async (tx) => {
    const at = clock.now();
    const learnerId = await findExactly(tx, input);
    if (!learnerId) {
      const detail = { bySCN: input.scn !== undefined };
      await writeAuditLine(tx, { at, personId: actor.personId, action: "record.not_found", detail });
    } else if (!(await learnersByIds(tx, [learnerId])).has(learnerId)) {
      await open(tx, actor, learnerId, { reason: input.reason, at });
    }
    return learnerId;
  });
  if (!found)
    throw new Invalid(
      "There is not exactly one learner with these details. Check each of them, or ring a lead",
      "scn",
    );
  return found;
}
