import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { addEvent, type NewEvent } from "~/domain/chronology/add-event.server";
import { type Actor, may, type Permission } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { NotAllowed, NotFound } from "~/platform/errors";

/** What a command says of the change it made, its summary in words that name nobody; null when everything was so already. */
export type LearnerChange =
  | (Pick<NewEvent, "id" | "kind" | "summary" | "audience" | "detail" | "restricted"> & {
      /** What the event is about, when it is not the learner. */
      about?: NewEvent["about"];
      /** The school whose people may read the event, when it is not the learner's main school. */
      schoolId?: string;
      /** Another learner, on whose record the same is written. */
      alsoOnRecordOf?: string;
      audit: Record<string, string | number | boolean | null>;
    })
  | null;

type Request = { learnerId: string; permission: Permission; clock: Clock };

/** A learner as a command finds them, locked until its transaction ends. */
export type LockedLearner = { id: string; main: { id: string; schoolId: string; startedOn: Date } };

async function find(tx: Tx, learnerId: string): Promise<LockedLearner> {
  // A school where they share time does not see the main enrolment: then its own stands for it.
  const main = await tx.schoolEnrolment.findFirst({
    where: { learnerId, learner: { id: learnerId } },
    orderBy: [{ kind: "asc" }, { startedOn: "desc" }],
    select: { id: true, schoolId: true, startedOn: true },
  });
  if (!main) throw new NotFound("There is no such learner.", { learnerId });
  return { id: learnerId, main };
}

async function lock(tx: Tx, learnerId: string): Promise<LockedLearner> {
  await tx.$queryRaw`SELECT id FROM learner WHERE id = ${learnerId}::uuid FOR UPDATE`;
  return find(tx, learnerId);
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
  const subject = { kind: "learner", id: learnerId };
  const { audit, alsoOnRecordOf, schoolId = learner.main.schoolId, ...said } = change;
  const event = { at, personId: actor.personId, about: subject, ...said };
  await addEvent(tx, { ...event, learnerId, schoolId });
  if (alsoOnRecordOf) {
    const { id, main } = await find(tx, alsoOnRecordOf);
    await addEvent(tx, { ...event, learnerId: id, schoolId: main.schoolId });
  }
  await writeAuditLine(tx, { at, personId: actor.personId, action: change.kind, subject, detail: audit });
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
