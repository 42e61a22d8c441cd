import type { z } from "zod";
import { dropOpenActions } from "~/domain/chronology/settle-action.server";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { dayOf } from "~/platform/format";
import type { withdrawAlertSchema } from "./decide-alert.schema";
import { aboutAlert } from "./internal/alert-mail";
import { changeAlert } from "./internal/change-alert.server";
import { coordinatorOf } from "./internal/coordinator.server";

/** The school takes its alert back before any decision; whoever coordinates is told, and open actions are dropped. */
export function withdrawAlert(actor: Actor, input: z.infer<typeof withdrawAlertSchema>, clock: Clock) {
  const { alertId, reason } = input;
  const request = { alertId, verb: "withdraw", clock } as const;
  return changeAlert(actor, request, async (tx, alert, at) => {
    const dropped = await dropOpenActions(tx, alert.id, at);
    const to = await coordinatorOf(tx, alert, dayOf(at));
    const mail = aboutAlert(alert, at);
    if (to && to.personId !== actor.personId)
      await queueMail(tx, [{ ...mail, template: "alerts/alert-withdrawn", to }]);
    return {
      set: { endedAt: at, endReason: "withdrawn_by_school" },
      event: { kind: "alert.withdrawn", summary: `Alert withdrawn by ${actor.name}`, detail: reason },
      audit: { droppedActions: dropped },
    };
  });
}
