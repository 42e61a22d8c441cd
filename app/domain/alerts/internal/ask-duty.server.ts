import { addressesOf, peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import type { OnDuty } from "~/domain/duty/on-duty.server";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import type { Tx } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { alertsPaths } from "../alerts.paths";
import type { Urgency } from "../alerts.words";

type Asked = {
  id: string;
  reference: string;
  urgency: Urgency;
  answerDueAt: Date;
  turn: OnDuty | null;
  isPractice: boolean;
};

/** Asks the person on duty to answer; with nobody on duty, everybody who could be. */
export async function askDuty(tx: Tx, asked: Asked, at: Date): Promise<void> {
  const day = dayOf(at);
  const { id, reference, urgency, answerDueAt, isPractice } = asked;
  const onDutyNow = await addressesOf(tx, [asked.turn?.personId ?? null], day);
  const people =
    onDutyNow.length > 0 ? onDutyNow : await peopleWithRole(tx, ["lead", "vs_head_teacher"], { day });
  const input = {
    reference,
    urgency,
    answerDueAt: answerDueAt.toISOString(),
    link: alertsPaths.record(id),
    isPractice,
  };
  await queueMail(
    tx,
    people.map((to) => ({
      template: "alerts/alert-raised" as const,
      to,
      input,
      about: { kind: "alert", id },
      at,
    })),
  );
}
