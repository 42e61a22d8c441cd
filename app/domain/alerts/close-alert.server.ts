import type { z } from "zod";
import { dropOpenActions } from "~/domain/chronology/settle-action.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { dayOf } from "~/platform/format";
import { outcomeLabels } from "./alerts.words";
import type { closeAlertSchema } from "./decide-alert.schema";
import { changeAlert } from "./internal/change-alert.server";
import { outcomeOf } from "./internal/outcome-of.server";

/**
 * Ends an alert that was followed up, with what was learned. Actions that are still open are dropped, checks too: an
 * outcome that nobody checked reads "Not known".
 */
export function closeAlert(actor: Actor, input: z.infer<typeof closeAlertSchema>, clock: Clock) {
  const { alertId, learningNote } = input;
  const request = { alertId, verb: "close", clock } as const;
  return changeAlert(actor, request, async (tx, alert, at) => {
    const dropped = await dropOpenActions(tx, alert.id, at);
    const outcome = await outcomeOf(tx, alert.id, { endReason: "followed_up", today: dayOf(at) });
    return {
      set: { endedAt: at, endReason: "followed_up", learningNote },
      event: {
        kind: "alert.closed",
        summary: `Alert closed. Outcome: ${outcome ? outcomeLabels[outcome.value].toLowerCase() : "none"}`,
        detail: learningNote,
      },
      audit: { outcome: outcome?.value ?? null, droppedActions: dropped },
    };
  });
}
