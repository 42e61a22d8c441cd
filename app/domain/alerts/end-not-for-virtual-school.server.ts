import type { z } from "zod";
import { addressesOf, peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { dropOpenActions } from "~/domain/chronology/settle-action.server";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { dayOf, toDateColumn } from "~/platform/format";
import { alertsPolicy } from "./alerts.policy";
import type { endNotForVirtualSchoolSchema } from "./decide-alert.schema";
import { aboutAlert } from "./internal/alert-mail";
import { changeAlert, type LockedAlert } from "./internal/change-alert.server";
import { refuseVerified } from "./internal/unverified";

const dayMilliseconds = 24 * 60 * 60 * 1000;

/** Whoever raised it, or the school's own people if they have left. */
async function tellSchool(
  tx: Tx,
  alert: LockedAlert,
  { at, actor }: { at: Date; actor: Actor },
): Promise<void> {
  const day = dayOf(at);
  const raiser = await addressesOf(tx, [alert.raisedById], day);
  const told =
    raiser.length > 0
      ? raiser
      : await peopleWithRole(tx, alertsPolicy.raise.roles, { day, schoolId: alert.schoolId });
  const mail = aboutAlert(alert, at);
  await queueMail(
    tx,
    told
      .filter((to) => to.personId !== actor.personId)
      .map((to) => ({ ...mail, template: "alerts/alert-not-for-virtual-school" as const, to })),
  );
}

/**
 * Ends the alert about a child who is not care experienced, with advice to the school. What was typed about the child
 * is erased after UNVERIFIED_KEPT_DAYS days; the alert stays, to be counted.
 * @throws Conflict for a child who is matched to a learner
 */
export function endNotForVirtualSchool(
  actor: Actor,
  input: z.infer<typeof endNotForVirtualSchoolSchema>,
  clock: Clock,
) {
  const { alertId, advice } = input;
  const request = {
    alertId,
    verb: "not_for_virtual_school",
    clock,
  } as const;
  return changeAlert(actor, request, async (tx, alert, at) => {
    refuseVerified(alert);
    const eraseAfter = dayOf(new Date(at.getTime() + env().UNVERIFIED_KEPT_DAYS * dayMilliseconds));
    await tx.unverifiedChild.updateMany({
      where: { alertId },
      data: { eraseAfter: toDateColumn(eraseAfter) },
    });
    const dropped = await dropOpenActions(tx, alertId, at);
    await tellSchool(tx, alert, { at, actor });
    return {
      set: { endedAt: at, endReason: "not_for_virtual_school" },
      event: {
        kind: "alert.not_for_virtual_school",
        summary: "Not for the Virtual School, with advice to the school",
        detail: advice,
      },
      audit: { eraseAfter, droppedActions: dropped },
    };
  });
}
