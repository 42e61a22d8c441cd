import type { z } from "zod";
import { addressesOf, namesOf } from "~/domain/accounts/accounts.queries.server";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Conflict } from "~/platform/errors";
import { dayOf, formatTime } from "~/platform/format";
import { alertsPaths } from "./alerts.paths";
import type { acknowledgeAlertSchema } from "./alerts.schema";
import { changeAlert, type LockedAlert } from "./internal/change-alert.server";

async function whoAnswered(tx: Tx, alert: LockedAlert): Promise<string | null> {
  if (!alert.acknowledgedById || !alert.acknowledgedAt) return null;
  const names = await namesOf(tx, [alert.acknowledgedById]);
  return `${names.get(alert.acknowledgedById) ?? "Somebody"} answered this alert at ${formatTime(alert.acknowledgedAt)}.`;
}

/**
 * A named person answers. Of two who press at the same moment one wins, and the other is told who.
 * @throws Conflict naming who has answered
 */
export function acknowledgeAlert(actor: Actor, input: z.infer<typeof acknowledgeAlertSchema>, clock: Clock) {
  const request = { alertId: input.alertId, verb: "acknowledge", clock, explain: whoAnswered } as const;
  return changeAlert(actor, request, async (tx, alert, at) => {
    const earlier = await whoAnswered(tx, alert);
    if (earlier) throw new Conflict(earlier, { alertId: alert.id });
    const willRingBy = new Date(at.getTime() + input.ringWithinMinutes * 60_000);
    const [raiser] = await addressesOf(tx, [alert.raisedById], dayOf(at));
    await queueMail(
      tx,
      raiser
        ? [
            {
              template: "alerts/alert-acknowledged",
              to: raiser,
              input: {
                reference: alert.reference,
                answeredBy: actor.name,
                willRingBy: willRingBy.toISOString(),
                link: alertsPaths.record(alert.id),
              },
              about: { kind: "alert", id: alert.id },
              at,
            },
          ]
        : [],
    );
    return {
      set: {
        acknowledgedAt: at,
        acknowledgedById: actor.personId,
        willRingBy,
        ownerId: alert.ownerId ?? actor.personId,
      },
      event: {
        kind: "alert.acknowledged",
        summary: `Answered by ${actor.name}, who will ring by ${formatTime(willRingBy)}`,
      },
    };
  });
}
