import type { z } from "zod";
import { addressesOf, peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { addToCaseload } from "~/domain/learners/add-to-caseload.server";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { Invalid } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { alertsPaths } from "./alerts.paths";
import { alertsPolicy } from "./alerts.policy";
import type { assignAlertSchema } from "./alerts.schema";
import { changeAlert } from "./internal/change-alert.server";
import { settleHandOver } from "./internal/open-hand-over.server";

/**
 * Names the person who coordinates. A Virtual School teacher gets the learner on their caseload with it.
 * @throws Invalid when that person does not work for the Virtual School now
 */
export function assignAlert(actor: Actor, input: z.infer<typeof assignAlertSchema>, clock: Clock) {
  const request = { alertId: input.alertId, verb: "assign", clock } as const;
  return changeAlert(actor, request, async (tx, alert, at) => {
    const day = dayOf(at);
    const staff = await peopleWithRole(tx, alertsPolicy.followUp.roles, { day });
    const owner = staff.find((person) => person.personId === input.ownerId);
    if (!owner) throw new Invalid("Select somebody who works for the Virtual School now", "ownerId");
    const teachers = await peopleWithRole(tx, ["vs_teacher"], { day });
    if (alert.learnerId && teachers.some((teacher) => teacher.personId === owner.personId)) {
      await addToCaseload(tx, { learnerId: alert.learnerId, personId: owner.personId, day });
    }
    await settleHandOver(tx, alert.id, { answer: "withdrawn", at });
    const told = owner.personId === actor.personId ? [] : await addressesOf(tx, [owner.personId], day);
    await queueMail(
      tx,
      told.map((to) => ({
        template: "alerts/alert-assigned" as const,
        to,
        input: { reference: alert.reference, link: alertsPaths.record(alert.id) },
        about: { kind: "alert", id: alert.id },
        at,
      })),
    );
    return {
      set: { ownerId: owner.personId },
      event: { kind: "alert.assigned", summary: `${owner.name} coordinates from now on` },
      audit: { ownerId: owner.personId },
    };
  });
}
