import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { addEvent } from "~/domain/chronology/add-event.server";
import type { EventKind } from "~/domain/chronology/event-kinds";
import { type Actor, may, type Permission } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Conflict, NotAllowed, NotFound } from "~/platform/errors";
import { fromDateColumn } from "~/platform/format";
import { rewriteDue } from "./exclusion-due.server";

/** An exclusion as a command finds it, locked until its transaction ends; days as "2026-11-22". */
export type LockedExclusion = Awaited<ReturnType<typeof lock>>;

async function lock(tx: Tx, exclusionId: string) {
  // Whoever comes second waits here and then sees what the first one did.
  await tx.$queryRaw`SELECT id FROM exclusion WHERE id = ${exclusionId}::uuid FOR UPDATE`;
  const row = await tx.exclusion.findUnique({
    where: { id: exclusionId },
    select: {
      id: true,
      reference: true,
      alertId: true,
      learnerId: true,
      schoolId: true,
      kind: true,
      decidedOn: true,
      startsOn: true,
      closedAt: true,
      annulledAt: true,
    },
  });
  if (!row) throw new NotFound("There is no such exclusion.", { exclusionId });
  return { ...row, decidedOn: fromDateColumn(row.decidedOn), startsOn: fromDateColumn(row.startsOn) };
}

/** Why nothing more is recorded on it, as a sentence; null while it is open. */
export function endedWords(exclusion: { closedAt: Date | null; annulledAt: Date | null }): string | null {
  if (exclusion.annulledAt) return "This exclusion was annulled. It does not stand any more.";
  if (exclusion.closedAt) return "This record is closed. Nothing more is recorded on it.";
  return null;
}

type Request = {
  exclusionId: string;
  permission: Permission;
  clock: Clock;
  /** An appeal may come at any time, also after the record is closed. */
  isForAppeal?: boolean;
};

/** What a command says of the change it made. */
export type ExclusionChange = {
  event: { kind: EventKind; summary: string; detail?: string | null };
  audit?: Record<string, string | number | boolean | null>;
};

/**
 * The way every change of an exclusion goes: lock it, may they, is it still open, write, event, audit; one transaction.
 * `write` gives null when the same form was stored before: then nothing more happens.
 * @throws NotFound when the actor may not see it, NotAllowed for the wrong role, Conflict once it is closed or annulled
 */
export function changeExclusion(
  actor: Actor,
  { exclusionId, permission, clock, isForAppeal = false }: Request,
  write: (tx: Tx, exclusion: LockedExclusion, at: Date) => Promise<ExclusionChange | null>,
): Promise<{ id: string }> {
  return asActor(actor, async (tx) => {
    const at = clock.now();
    const exclusion = await lock(tx, exclusionId);
    if (!may(actor, permission, exclusion.schoolId)) {
      throw new NotAllowed("Your role does not include this.", { exclusionId, permission: permission.name });
    }
    const ended = endedWords(isForAppeal ? { ...exclusion, closedAt: null } : exclusion);
    if (ended) throw new Conflict(ended, { exclusionId });
    const change = await write(tx, exclusion, at);
    if (!change) return { id: exclusionId };
    const about = { kind: "exclusion", id: exclusionId };
    await addEvent(tx, {
      at,
      about,
      learnerId: exclusion.learnerId,
      schoolId: exclusion.schoolId,
      personId: actor.personId,
      audience: "school_and_virtual_school",
      ...change.event,
    });
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: change.event.kind,
      subject: about,
      detail: change.audit,
    });
    await rewriteDue(tx, exclusionId, at);
    return { id: exclusionId };
  });
}
