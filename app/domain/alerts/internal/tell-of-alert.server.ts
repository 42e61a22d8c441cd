import { schoolPeople } from "~/domain/learners/school-people.server";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import type { Actor } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { alertsPaths } from "../alerts.paths";
import { askDuty } from "./ask-duty.server";
import type { AlertPlan } from "./raise-plan.server";

/** The lead on duty is asked; the head teacher of the school gets a copy. */
export async function tellOfAlert(
  tx: Tx,
  actor: Actor,
  planned: AlertPlan,
  alert: { id: string; reference: string; at: Date; learnerId: string | null },
): Promise<void> {
  const { id, reference, at, learnerId } = alert;
  const { urgency, answerDueAt, turn } = planned;
  await askDuty(tx, { id, reference, urgency, answerDueAt, turn, isPractice: false }, at);
  const headTeachers = await schoolPeople(tx, ["head_teacher"], {
    day: dayOf(at),
    schoolId: planned.school.id,
    learnerId,
  });
  const input = {
    reference,
    urgency,
    answerDueAt: answerDueAt.toISOString(),
    link: alertsPaths.record(id),
    copyAs: "head_teacher" as const,
  };
  await queueMail(
    tx,
    headTeachers
      .filter((to) => to.personId !== actor.personId)
      .map((to) => ({
        template: "alerts/alert-raised-copy" as const,
        to,
        input,
        about: { kind: "alert", id },
        at,
      })),
  );
}
