import { addressesOf, peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { addToCaseload } from "~/domain/learners/add-to-caseload.server";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Conflict } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import type { AnswerHandOverInput } from "./alert-handling.schema";
import { aboutAlert } from "./internal/alert-mail";
import { changeAlert, type LockedAlert } from "./internal/change-alert.server";
import { openHandOver, settleHandOver } from "./internal/open-hand-over.server";

type Answer = { actor: Actor; alert: LockedAlert; at: Date };

async function tellOwner(tx: Tx, { actor, alert, at }: Answer, says: "accepted" | "declined"): Promise<void> {
  const owner = await addressesOf(tx, [alert.ownerId], dayOf(at));
  const mail = aboutAlert(alert, at);
  const input = { ...mail.input, says, by: actor.name };
  await queueMail(
    tx,
    owner.map((to) => ({ ...mail, template: "alerts/alert-handed-over" as const, to, input })),
  );
}

/** A Virtual School teacher gets the learner on their caseload with it. */
async function takeLearner(tx: Tx, { actor, alert, at }: Answer): Promise<void> {
  const day = dayOf(at);
  const teachers = await peopleWithRole(tx, ["vs_teacher"], { day });
  const isTeacher = teachers.some((teacher) => teacher.personId === actor.personId);
  if (alert.learnerId && isTeacher)
    await addToCaseload(tx, { learnerId: alert.learnerId, personId: actor.personId, day });
}

/**
 * Whoever was asked takes the alert over, or leaves it with its owner. The owner is told.
 * @throws Conflict when nobody asks this person any more
 */
export function answerHandOver(actor: Actor, input: AnswerHandOverInput, clock: Clock) {
  const request = { alertId: input.alertId, verb: "answer_hand_over", clock } as const;
  return changeAlert(actor, request, async (tx, alert, at) => {
    const open = await openHandOver(tx, alert.id);
    if (open?.toId !== actor.personId) {
      throw new Conflict("Nobody asks you to take this alert over any more. Open it again.", {
        alertId: alert.id,
      });
    }
    const answer = { actor, alert, at };
    // Last, because a teacher who declines does not see the alert from then on.
    const settle = (said: "accepted" | "declined") => () =>
      settleHandOver(tx, alert.id, { answer: said, at });
    if (input.answer === "decline") {
      await tellOwner(tx, answer, "declined");
      const event = {
        kind: "alert.handover_declined",
        summary: `${actor.name} could not take over`,
      } as const;
      return { event, afterwards: settle("declined") };
    }
    await tellOwner(tx, answer, "accepted");
    await takeLearner(tx, answer);
    return {
      set: { ownerId: actor.personId },
      event: { kind: "alert.handed_over", summary: `${actor.name} coordinates from now on` },
      audit: { ownerId: actor.personId, fromId: alert.ownerId },
      afterwards: settle("accepted"),
    };
  });
}
