import { addFact, dropFactToCome, withdrawFact } from "~/domain/alerts/add-fact.server";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { addEvent } from "~/domain/chronology/add-event.server";
import type { EventKind } from "~/domain/chronology/event-kinds";
import { type Actor, may, type Permission } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Conflict, NotAllowed, NotFound } from "~/platform/errors";
import { dayOf, fromDateColumn } from "~/platform/format";
import type { Half, TimeOutKind } from "../exclusions.words";
import { factOfTimeOut } from "./time-out-fact";

const columns = {
  id: true,
  learnerId: true,
  schoolId: true,
  alertId: true,
  kind: true,
  startsOn: true,
  startsAt: true,
  endsOn: true,
  endsAt: true,
  reviewOn: true,
  reviewedOn: true,
  source: true,
  recordedById: true,
  withdrawnAt: true,
} as const;

async function read(tx: Tx, id: string) {
  const row = await tx.timeOut.findUnique({ where: { id }, select: columns });
  if (!row) throw new NotFound("There is no such time out of school.", { timeOutId: id });
  return {
    ...row,
    kind: row.kind as TimeOutKind,
    startsAt: row.startsAt as Half,
    endsAt: row.endsAt as Half | null,
    startsOn: fromDateColumn(row.startsOn),
    endsOn: row.endsOn && fromDateColumn(row.endsOn),
    reviewOn: row.reviewOn && fromDateColumn(row.reviewOn),
    reviewedOn: row.reviewedOn && fromDateColumn(row.reviewedOn),
  };
}

/** Time out of school as a command finds it. */
export type StoredTimeOut = Awaited<ReturnType<typeof read>>;

type Told = { kind: EventKind; summary: string; detail?: string | null };
type Telling = { at: Date; personId: string; event: Told; audit?: Record<string, string | null> };

/** The event, on the alert's record where it belongs to one; the audit line; and what the alert's outcome makes of it. */
export async function tellTimeOut(tx: Tx, id: string, { at, personId, event, audit }: Telling) {
  const timeOut = await read(tx, id);
  const { alertId, learnerId, schoolId } = timeOut;
  const about = alertId ? { kind: "alert", id: alertId } : { kind: "time_out", id };
  await addEvent(tx, {
    ...event,
    at,
    about,
    learnerId,
    schoolId,
    personId,
    audience: "school_and_virtual_school",
  });
  const detail = { timeOutId: id, ...audit };
  await writeAuditLine(tx, { at, personId, action: event.kind, subject: about, detail });
  await settleFact(tx, timeOut, { at, personId });
}

/** The fact has the id of its time out. What counts already stays, unless the time out was recorded by mistake. */
async function settleFact(tx: Tx, timeOut: StoredTimeOut, { at, personId }: { at: Date; personId: string }) {
  const { id, alertId, source, startsOn: happenedOn } = timeOut;
  if (alertId === null) return;
  const today = dayOf(at);
  const fact = factOfTimeOut(timeOut);
  if (timeOut.withdrawnAt) return withdrawFact(tx, id, at);
  if (!fact) return dropFactToCome(tx, id, { at, today });
  await addFact(tx, { ...fact, id, alertId, happenedOn, source }, { at, today, personId });
}

type Request = { timeOutId: string; permission: Permission; clock: Clock };
type Change = {
  set: Record<string, Date | string | null>;
  event: Told;
  audit?: Record<string, string | null>;
};

/**
 * The way every change of time out goes: lock it, may they, write, event, audit, fact; one transaction. `write` gives null
 * when it is so already: then nothing more happens. Gives back whose it is.
 * @throws NotFound, NotAllowed, or Conflict for one that was withdrawn or belongs to an exclusion
 */
export function changeTimeOut(
  actor: Actor,
  { timeOutId, permission, clock }: Request,
  write: (timeOut: StoredTimeOut, today: string) => Change | null,
): Promise<{ learnerId: string }> {
  return asActor(actor, async (tx) => {
    const at = clock.now();
    // Whoever comes second waits here and then sees what the first one did.
    await tx.$queryRaw`SELECT id FROM time_out WHERE id = ${timeOutId}::uuid FOR UPDATE`;
    const timeOut = await read(tx, timeOutId);
    const { learnerId } = timeOut;
    if (!may(actor, permission, timeOut.schoolId)) {
      throw new NotAllowed("Your role does not include this.", { timeOutId, permission: permission.name });
    }
    const change = write(timeOut, dayOf(at));
    if (!change) return { learnerId };
    if (timeOut.withdrawnAt) throw new Conflict("This was withdrawn. Record it again if it did happen.");
    if (timeOut.kind === "temporary_exclusion") {
      throw new Conflict("This belongs to an exclusion. Correct it on the record of the exclusion.");
    }
    await tx.timeOut.update({ where: { id: timeOutId }, data: change.set, select: { id: true } });
    const { event, audit } = change;
    await tellTimeOut(tx, timeOutId, { at, personId: actor.personId, event, audit });
    return { learnerId };
  });
}
