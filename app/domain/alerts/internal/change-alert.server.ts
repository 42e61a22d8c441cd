import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Audience, addEvent } from "~/domain/chronology/add-event.server";
import type { EventKind } from "~/domain/chronology/event-kinds";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Conflict, NotAllowed, NotFound } from "~/platform/errors";
import { alertsPolicy } from "../alerts.policy";
import type { AlertState, EndReason } from "../alerts.words";
import { answerClock, endClock, hearClock, lockClock, matchClock } from "./alert-clock.server";
import { type AlertVerb, moveAlert } from "./alert-states";
import { clockEffectOf } from "./clock-effects";
import { verbPermissions } from "./verb-permissions";

const columns = {
  id: true,
  reference: true,
  state: true,
  learnerId: true,
  schoolId: true,
  raisedById: true,
  raisedAt: true,
  acknowledgedAt: true,
  acknowledgedById: true,
  ownerId: true,
  dutyPersonId: true,
  endReason: true,
  isDrill: true,
} as const;

async function lock(tx: Tx, alertId: string) {
  // Whoever comes second waits here and then sees what the first one did.
  await tx.$queryRaw`SELECT id FROM alert WHERE id = ${alertId}::uuid FOR UPDATE`;
  const alert = await tx.alert.findUnique({ where: { id: alertId }, select: columns });
  if (!alert) throw new NotFound("There is no such alert.", { alertId });
  // Always after the alert, so that two changes never wait for each other; the worker takes only this one.
  const clock = await lockClock(tx, alertId);
  return {
    ...alert,
    state: alert.state as AlertState,
    endReason: alert.endReason as EndReason | null,
    clock,
  };
}

/** An alert as a command finds it, locked until its transaction ends. */
export type LockedAlert = Awaited<ReturnType<typeof lock>>;

/** What a command says of the change it made. */
export type Change = {
  /** Columns of the alert to set; its state follows from the verb. */
  set?: Record<string, Date | string | number | null>;
  /** Where the verb leads this time, in place of the state machine: answering ends a practice alert. */
  to?: AlertState;
  /** Given by an answer: until when a call is promised. */
  willRingBy?: Date;
  event: { kind: EventKind; summary: string; detail?: string | null; audience?: Audience };
  /** The learner that an unverified child is matched to. */
  learnerId?: string;
  audit?: Record<string, string | number | boolean | null>;
  /** Done last, when the actor may not see the alert any more after it. */
  afterwards?: () => Promise<void>;
};

type Request = {
  alertId: string;
  verb: AlertVerb;
  clock: Clock;
  /** A better sentence than the state machine's for a refusal, such as who was first. */
  explain?: (tx: Tx, alert: LockedAlert) => Promise<string | null>;
};

type Made = { request: Request; actor: Actor; alert: LockedAlert; change: Change; at: Date };

/** Answering, a sign of life and ending each stop what the worker would do next. */
async function settleClock(tx: Tx, { request, actor, alert, change, at }: Made): Promise<void> {
  const { clock, id } = alert;
  if (!clock) return;
  switch (clockEffectOf(request.verb, may(actor, alertsPolicy.virtualSchoolNotes))) {
    case "answered":
      return answerClock(tx, id, clock, {
        at,
        personId: actor.personId,
        willRingBy: change.willRingBy ?? at,
      });
    case "heard":
      return hearClock(tx, id, clock, at);
    case "decided":
      return clock.acknowledgedAt ? endClock(tx, id, clock, at) : undefined;
    case "ended":
      return endClock(tx, id, clock, at);
  }
}

/**
 * The way every change of an alert goes: lock it, may they, does its state allow it, write, event, audit; one transaction.
 * `write` gives null when the same form was stored before: then nothing more happens.
 * @throws NotFound when the actor may not see it, NotAllowed for the wrong role, Conflict when its state refuses
 */
export function changeAlert(
  actor: Actor,
  request: Request,
  write: (tx: Tx, alert: LockedAlert, at: Date) => Promise<Change | null>,
): Promise<LockedAlert> {
  return asActor(actor, async (tx) => {
    const at = request.clock.now();
    const alert = await lock(tx, request.alertId);
    const permission = verbPermissions[request.verb];
    if (!may(actor, permission, alert.schoolId)) {
      throw new NotAllowed("Your role does not include this.", {
        alertId: alert.id,
        permission: permission.name,
      });
    }
    const move = moveAlert(alert.state, request.verb);
    if (move.refused !== undefined) {
      const sentence = (await request.explain?.(tx, alert)) ?? move.refused;
      throw new Conflict(sentence, { alertId: alert.id, state: alert.state });
    }
    const change = await write(tx, alert, at);
    if (!change) return alert;
    const learnerId = change.learnerId ?? alert.learnerId;
    const state = change.to ?? move.to;
    const about = { kind: "alert", id: alert.id };
    await tx.alert.update({
      where: { id: alert.id },
      data: { ...change.set, learnerId, state, version: { increment: 1 } },
      select: { id: true },
    });
    if (change.learnerId) await matchClock(tx, alert.id, change.learnerId);
    await settleClock(tx, { request, actor, alert, change, at });
    await addEvent(tx, {
      at,
      about,
      learnerId,
      schoolId: alert.schoolId,
      personId: actor.personId,
      audience: "school_and_virtual_school",
      ...change.event,
    });
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: change.event.kind,
      subject: about,
      detail: { state, ...change.audit },
    });
    await change.afterwards?.();
    return alert;
  });
}
