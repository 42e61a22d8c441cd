import type { z } from "zod";
import { addressesOf, namesOf } from "~/domain/accounts/accounts.queries.server";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Conflict } from "~/platform/errors";
import { dayOf, formatTime } from "~/platform/format";
import { alertsPaths } from "./alerts.paths";
import { alertsPolicy } from "./alerts.policy";
import type { acknowledgeAlertSchema } from "./alerts.schema";
import { type Change, changeAlert, type LockedAlert } from "./internal/change-alert.server";

async function whoAnswered(tx: Tx, alert: LockedAlert): Promise<string | null> {
  if (!alert.acknowledgedById || !alert.acknowledgedAt) return null;
  const names = await namesOf(tx, [alert.acknowledgedById]);
  return `${names.get(alert.acknowledgedById) ?? "Somebody"} answered this alert at ${formatTime(alert.acknowledgedAt)}.`;
}

/** The promised call is not on record: somebody else may answer in the place of whoever did. */
const isOpenAgain = (alert: LockedAlert): boolean => alert.clock !== null && alert.clock.reopenedAt !== null;

/** Who answers coordinates, unless somebody does or their role cannot; whoever stayed silent is relieved. */
function ownerAfter(alert: LockedAlert, actor: Actor): string | null {
  if (!may(actor, alertsPolicy.followUp)) return alert.ownerId;
  const isRelieved = isOpenAgain(alert) && alert.ownerId === alert.acknowledgedById;
  return alert.ownerId === null || isRelieved ? actor.personId : alert.ownerId;
}

/** Answering a practice alert is all there is to do. */
const practised = (at: Date): Pick<Change, "to" | "set"> => ({
  to: "closed",
  set: { endedAt: at, endReason: "practice" },
});

/**
 * A named person answers. Of two who press at the same moment one wins, and the other is told who.
 * @throws Conflict naming who has answered
 */
export function acknowledgeAlert(actor: Actor, input: z.infer<typeof acknowledgeAlertSchema>, clock: Clock) {
  const request = { alertId: input.alertId, verb: "acknowledge", clock, explain: whoAnswered } as const;
  return changeAlert(actor, request, async (tx, alert, at) => {
    const earlier = isOpenAgain(alert) ? null : await whoAnswered(tx, alert);
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
                isPractice: alert.isDrill,
              },
              about: { kind: "alert", id: alert.id },
              at,
            },
          ]
        : [],
    );
    const { to, set } = alert.isDrill ? practised(at) : {};
    return {
      to,
      willRingBy,
      set: {
        ...set,
        acknowledgedAt: at,
        acknowledgedById: actor.personId,
        willRingBy,
        ownerId: ownerAfter(alert, actor),
      },
      event: {
        kind: "alert.acknowledged",
        summary: alert.isDrill
          ? `Practice alert answered by ${actor.name}`
          : `Answered by ${actor.name}, who will ring by ${formatTime(willRingBy)}`,
      },
    };
  });
}
