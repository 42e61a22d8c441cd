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

/** Opens it for a day from now, or for as long as the database lets it: it ends every opening by its own clock, which may be behind ours. */
async function insertOpening(
  tx: Tx,
  opening: { id: string; learnerId: string; personId: string; reason: string; at: Date },
) {
  const { id, learnerId, personId, reason, at } = opening;
  const wanted = new Date(at.getTime() + openMilliseconds);
  const rows = await tx.$queryRaw<{ untilAt: Date }[]>`
    INSERT INTO opened_record (id, learner_id, person_id, reason, opened_at, until_at)
    VALUES (${id}::uuid, ${learnerId}::uuid, ${personId}::uuid, ${reason}, ${at}::timestamptz,
      least(${wanted}::timestamptz, date_trunc('milliseconds', app.in_a_day())))
    RETURNING until_at AS "untilAt"`;
  return rows[0]?.untilAt ?? wanted;
}

async function open(tx: Tx, actor: Actor, learnerId: string, { reason, at }: { reason: string; at: Date }) {
  const id = randomUUID();
  const untilAt = await insertOpening(tx, { id, learnerId, personId: actor.personId, reason, at });
  await changeWithin(tx, { actor, learnerId, at }, async () => ({
    kind: "record.opened",
    summary: `Opened with a reason by somebody who does not work with the learner, until ${formatDayTime(untilAt)}`,
    audience: "virtual_school_only",
    audit: { openingId: id, untilAt: untilAt.toISOString() },
  }));
}

/** Gives the learner's id, or null where exactly one learner is not found. */
async function findAndOpen(tx: Tx, actor: Actor, input: OpenRecordInput, at: Date): Promise<string | null> {
  const line = { at, personId: actor.personId, detail: { bySCN: input.scn !== undefined } };
  // Of two presses at once the second waits here, and finds it open.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`open record ${actor.personId}`}, 0))`;
  const learnerId = await findExactly(tx, input);
  if (!learnerId) {
    await writeAuditLine(tx, { ...line, action: "record.not_found" });
  } else if ((await learnersByIds(tx, [learnerId])).has(learnerId)) {
    await writeAuditLine(tx, {
      ...line,
      action: "record.found_open",
      subject: { kind: "learner", id: learnerId },
    });
  } else {
    await open(tx, actor, learnerId, { reason: input.reason, at });
  }
  return learnerId;
}

/**
 * Break-glass: opens the record of a learner off the teacher's caseload for 24 hours. Found by exactly what is typed, or
 * not at all. A record that is open to them anyway stays as it is. Gives the learner's id.
 * @throws NotAllowed; Invalid when exactly one learner is not found, or after too many tries; each try is in the audit
 */
export async function openRecord(actor: Actor, input: OpenRecordInput, clock: Clock): Promise<string> {
  const { personId } = actor;
  if (!may(actor, learnersPolicy.openRecord))
    throw new NotAllowed("Only a Virtual School Teacher opens a record with a reason.");
  const at = clock.now();
  if (!(await takeTurn(`open-record ${personId}`, triesPerHour, 60 * 60))) {
    await asActor(actor, (tx) => writeAuditLine(tx, { at, personId, action: "record.too_many_tries" }));
    throw new Invalid("Too many tries. Ring a lead, or try again in an hour", "scn");
  }
  const found = await asActor(actor, (tx) => findAndOpen(tx, actor, input, at));
  if (!found)
    throw new Invalid(
      "There is not exactly one learner with these details. Check each of them, or ring a lead",
      "scn",
    );
  return found;
}
