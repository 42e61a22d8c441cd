import type { z } from "zod";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { addEvent } from "~/domain/chronology/add-event.server";
import { actionById, type StoredAction } from "~/domain/chronology/chronology.queries.server";
import { settleAction } from "~/domain/chronology/settle-action.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Conflict, NotAllowed, NotFound } from "~/platform/errors";
import { alertsPolicy } from "./alerts.policy";
import type { tickActionSchema } from "./coordinate-alert.schema";
import { changeAlert } from "./internal/change-alert.server";

/** What became of the press; the alert itself may be out of the actor's sight. */
export type Ticked = { alertId: string; seesAlert: boolean };

async function findAction(tx: Tx, actionId: string) {
  const action = await actionById(tx, actionId);
  if (action?.aboutKind !== "alert") throw new NotFound("There is no such action.", { actionId });
  const seesAlert = (await tx.alert.count({ where: { id: action.aboutId } })) > 0;
  return { action, seesAlert };
}

/** An action is ticked off by the person named for it, or by somebody who coordinates. */
function refuseOthers(actor: Actor, action: StoredAction): void {
  if (action.kind !== "agreed")
    throw new Conflict("A check is done by recording what you found.", { actionId: action.id });
  if (action.personId === actor.personId || may(actor, alertsPolicy.coordinate, action.schoolId)) return;
  throw new NotAllowed("Only the person named for an action, or somebody who coordinates, ticks it off.", {
    actionId: action.id,
  });
}

/** The same button pressed twice: done is done. */
async function isTickedBy(tx: Tx, actor: Actor, actionId: string): Promise<boolean> {
  return (await actionById(tx, actionId))?.doneBy === actor.personId;
}

const eventOf = (actor: Actor, action: StoredAction) => ({
  kind: "action.ticked" as const,
  summary: `Action ticked off by ${actor.name}`,
  detail: action.what,
  audience: action.audience,
});

/** Somebody named who does not see the alert: the action and one line of the timeline, nothing else. */
async function tickOutOfSight(
  tx: Tx,
  actor: Actor,
  { action, at }: { action: StoredAction; at: Date },
): Promise<void> {
  if (await isTickedBy(tx, actor, action.id)) return;
  await settleAction(tx, action, { at, personId: actor.personId });
  const about = { kind: "alert", id: action.aboutId };
  const { learnerId, schoolId } = action;
  await addEvent(tx, { ...eventOf(actor, action), at, about, learnerId, schoolId, personId: actor.personId });
  const detail = { actionId: action.id };
  await writeAuditLine(tx, { at, personId: actor.personId, action: "action.ticked", subject: about, detail });
}

/**
 * Ticks an agreed action off, once; whoever is named may do it even where they do not see the alert.
 * @throws NotFound, NotAllowed for others, Conflict when somebody else ticked it off or it was dropped
 */
export async function tickAction(
  actor: Actor,
  { actionId }: z.infer<typeof tickActionSchema>,
  clock: Clock,
): Promise<Ticked> {
  const { action, seesAlert } = await asActor(actor, (tx) => findAction(tx, actionId));
  refuseOthers(actor, action);
  const ticked = { alertId: action.aboutId, seesAlert };
  if (!seesAlert) {
    await asActor(actor, (tx) => tickOutOfSight(tx, actor, { action, at: clock.now() }));
    return ticked;
  }
  const request = {
    alertId: action.aboutId,
    verb: "tick_action",
    clock,
  } as const;
  await changeAlert(actor, request, async (tx, _alert, at) => {
    if (await isTickedBy(tx, actor, actionId)) return null;
    await settleAction(tx, action, { at, personId: actor.personId });
    return { event: eventOf(actor, action), audit: { actionId } };
  });
  return ticked;
}
