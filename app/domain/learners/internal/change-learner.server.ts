import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Audience, addEvent } from "~/domain/chronology/add-event.server";
import { type Actor, may, type Permission } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { NotAllowed, NotFound } from "~/platform/errors";

/** What a command says of the change it made; null when everything was so already. */
export type LearnerChange = {
  kind: string;
  /** A sentence that names nobody. */
  summary: string;
  audience: Audience;
  /** The school whose people may read the event, when it is not the learner's main school. */
  schoolId?: string;
  audit: Record<string, string | number | boolean | null>;
} | null;

type Request = { learnerId: string; permission: Permission; clock: Clock };

/** A learner as a command finds them, locked until its transaction ends. */
export type LockedLearner = { id: string; main: { id: string; schoolId: string; startedOn: Date } };

async function lock(tx: Tx, learnerId: string): Promise<LockedLearner> {
  await tx.$queryRaw`SELECT id FROM learner WHERE id = ${learnerId}::uuid FOR UPDATE`;
  // A school where they share time does not see the main enrolment: then its own stands for it.
  const main = await tx.schoolEnrolment.findFirst({
    where: { learnerId, learner: { id: learnerId } },
    orderBy: [{ kind: "asc" }, { startedOn: "desc" }],
    select: { id: true, schoolId: true, startedOn: true },
  });
  if (!main) throw new NotFound("There is no such learner.", { learnerId });
  return { id: learnerId, main };
}

/**
 * Lock, write, event, audit: a change of a learner within a transaction that is open already.
 * @throws NotFound when the actor may not see the learner
 */
export async function changeWithin(
  tx: Tx,
  { actor, learnerId, at }: { actor: Actor; learnerId: string; at: Date },
  write: (learner: LockedLearner) => Promise<LearnerChange>,
): Promise<void> {
  const learner = await lock(tx, learnerId);
  const change = await write(learner);
  if (!change) return;
  const about = { kind: "learner", id: learnerId };
  const { kind, summary, audience, schoolId = learner.main.schoolId } = change;
  const { personId } = actor;
  await addEvent(tx, { at, kind, about, learnerId, schoolId, personId, audience, summary });
  await writeAuditLine(tx, { at, personId, action: kind, subject: about, detail: change.audit });
}

/**
 * The way every change of a learner goes: may they, lock, write, event, audit; one transaction.
 * @throws NotAllowed for the wrong role; NotFound when the actor may not see the learner
 */
export function changeLearner(
  actor: Actor,
  { learnerId, permission, clock }: Request,
  write: (tx: Tx, learner: LockedLearner, at: Date) => Promise<LearnerChange>,
): Promise<void> {
  return asActor(actor, async (tx) => {
    const at = clock.now();
    if (!may(actor, permission))
      throw new NotAllowed("Your role does not include this.", { learnerId, permission: permission.name });
    await changeWithin(tx, { actor, learnerId, at }, (learner) => write(tx, learner, at));
  });
}
