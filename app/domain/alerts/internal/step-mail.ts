import type { QueuedMail } from "~/domain/notifications/queue-mail.server";
import { alertsPaths } from "../alerts.paths";
import type { Urgency } from "../alerts.words";
import type { AlertStepWho, StepReason } from "../step-words";

type Of = {
  alertId: string;
  reference: string;
  urgency: string;
  raisedAt: Date;
  answerDueAt: Date;
  willRingBy: Date | null;
  isDrill: boolean;
};

type Step = { who: AlertStepWho; reason: StepReason };

type Reminder = Extract<QueuedMail, { template: "alerts/alert-reminder" }>;
type Escalation = Extract<QueuedMail, { template: "alerts/alert-escalated" }>;

/** The mail of a step: a reminder to whoever was asked before, or word to the next person. */
export function stepMail(
  alert: Of,
  { who, reason }: Step,
  at: Date,
): Omit<Reminder, "to"> | Omit<Escalation, "to"> {
  const common = { about: { kind: "alert", id: alert.alertId }, at };
  const input = {
    reference: alert.reference,
    urgency: alert.urgency as Urgency,
    link: alertsPaths.record(alert.alertId),
    reason,
    isPractice: alert.isDrill,
  };
  if (who === "duty_person" || who === "answerer") {
    const promise = who === "answerer" && alert.willRingBy ? alert.willRingBy.toISOString() : null;
    return {
      ...common,
      template: "alerts/alert-reminder",
      input: { ...input, answerDueAt: alert.answerDueAt.toISOString(), willRingBy: promise },
    };
  }
  return {
    ...common,
    template: "alerts/alert-escalated",
    input: { ...input, raisedAt: alert.raisedAt.toISOString(), toldAs: who },
  };
}
