import { namesOf, peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Conflict, Invalid } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import type { HandOverInput } from "./alert-handling.schema";
import { alertsPolicy } from "./alerts.policy";
import { aboutAlert } from "./internal/alert-mail";
import { changeAlert, type LockedAlert } from "./internal/change-alert.server";
import { openHandOver, settleHandOver } from "./internal/open-hand-over.server";

async function refuseOthers(tx: Tx, actor: Actor, alert: LockedAlert): Promise<void> {
  if (alert.ownerId === actor.personId) return;
  const owner = alert.ownerId && (await namesOf(tx, [alert.ownerId])).get(alert.ownerId);
  throw new Conflict(
    `Only ${owner || "whoever coordinates"} can hand this alert over. A Lead can assign it to somebody else.`,
    {
      alertId: alert.id,
    },
  );
}

/**
 * Asks somebody else of the Virtual School to coordinate. The alert stays with the owner until they accept; a second
 * request takes the place of the first.
 * @throws Conflict for anybody but the owner; Invalid for somebody who does not work for the Virtual School now
 */
export function handOver(actor: Actor, input: HandOverInput, clock: Clock) {
  const request = { alertId: input.alertId, verb: "hand_over", clock } as const;
  return changeAlert(actor, request, async (tx, alert, at) => {
    await refuseOthers(tx, actor, alert);
    const staff = await peopleWithRole(tx, alertsPolicy.followUp.roles, { day: dayOf(at) });
    const to = staff.find((person) => person.personId === input.toId && person.personId !== actor.personId);
    if (!to) throw new Invalid("Select somebody else who works for the Virtual School now", "toId");
    const open = await openHandOver(tx, alert.id);
    if (open?.toId === to.personId) return null;
    await settleHandOver(tx, alert.id, { answer: "withdrawn", at });
    await tx.alertHandover.createMany({
      data: [{ alertId: alert.id, fromId: actor.personId, toId: to.personId, askedAt: at }],
    });
    const mail = aboutAlert(alert, at);
    const template = "alerts/alert-handed-over";
    await queueMail(tx, [{ ...mail, template, to, input: { ...mail.input, says: "asked", by: actor.name } }]);
    return {
      event: { kind: "alert.handover_asked", summary: `${actor.name} asks ${to.name} to take over` },
      audit: { toId: to.personId },
    };
  });
}
