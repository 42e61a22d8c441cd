import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Actor, may, type Permission } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Conflict, NotAllowed, NotFound } from "~/platform/errors";

/** A sample as a command finds it, locked until its transaction ends. */
export type LockedSample = Awaited<ReturnType<typeof lock>>;

async function lock(tx: Tx, sampleId: string) {
  // Whoever comes second waits here and then sees what the first one did.
  await tx.$queryRaw`SELECT id FROM quality_sample WHERE id = ${sampleId}::uuid FOR UPDATE`;
  const sample = await tx.qualitySample.findUnique({
    where: { id: sampleId },
    select: { id: true, madeById: true, releasedAt: true, withdrawnAt: true },
  });
  if (!sample) throw new NotFound("There is no such sample.", { sampleId });
  return sample;
}

/** Why nothing more is written in it, as a sentence; null while it is open. */
export function frozenWords(sample: Pick<LockedSample, "releasedAt" | "withdrawnAt">): string | null {
  if (sample.withdrawnAt) return "This sample was withdrawn.";
  if (sample.releasedAt) return "This sample was released. Nothing in it is changed any more.";
  return null;
}

type Request = { sampleId: string; permission: Permission; clock: Clock; isAlsoOfReleased?: boolean };

/** What a command says of the change it made. */
type SampleChange = {
  action: string;
  subject?: { kind: string; id: string };
  detail?: Record<string, string | number | boolean | null>;
};

/**
 * The way every change of a sample goes: may they, lock it, is it still open, write, audit; one transaction. `write`
 * gives null when the same form was stored before: then nothing more happens. Nothing is put on the learner's record:
 * who reads that record must not learn who is in a sample.
 * @throws NotAllowed for the wrong role, NotFound for no such sample, Conflict once it is released or withdrawn
 */
export async function changeSample(
  actor: Actor,
  { sampleId, permission, clock, isAlsoOfReleased = false }: Request,
  write: (tx: Tx, sample: LockedSample, at: Date) => Promise<SampleChange | null>,
): Promise<{ id: string }> {
  if (!may(actor, permission)) throw new NotAllowed("Your role does not include this.", { sampleId });
  return asActor(actor, async (tx) => {
    const at = clock.now();
    const sample = await lock(tx, sampleId);
    const frozen = frozenWords(isAlsoOfReleased ? { ...sample, releasedAt: null } : sample);
    if (frozen) throw new Conflict(frozen, { sampleId });
    const change = await write(tx, sample, at);
    if (!change) return { id: sampleId };
    const subject = change.subject ?? { kind: "quality_sample", id: sampleId };
    await writeAuditLine(tx, { at, personId: actor.personId, ...change, subject });
    return { id: sampleId };
  });
}
