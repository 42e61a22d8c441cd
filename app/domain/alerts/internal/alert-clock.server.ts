import type { Calendar } from "~/domain/calendars/calendars.clocks";
import { calendarOf } from "~/domain/calendars/calendars.queries.server";
import { escalationPolicyOf } from "~/domain/duty/escalation-policy.queries.server";
import type { EscalationPolicy } from "~/domain/duty/escalation-steps";
import { dropQueuedMails } from "~/domain/notifications/drop-queued-mails.server";
import { homeAuthorityId } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { settleHandOver } from "./open-hand-over.server";
import { type PlannedStep, planPromise, planSteps, staffedMinutes } from "./plan-steps";

/** Mails that ask somebody to answer: withdrawn once somebody has. */
const asking = ["alerts/alert-raised", "alerts/alert-reminder", "alerts/alert-escalated"] as const;

type StartedClock = {
  alertId: string;
  reference: string;
  urgency: string;
  areaId: string;
  schoolId: string;
  learnerId: string | null;
  raisedAt: Date;
  answerDueAt: Date;
  decisionExpectedAt: Date | null;
  isDrill: boolean;
};

/** What the clock goes by: the calendar of our own authority and its policy as it stands. */
type DutyRules = { calendar: Calendar; policy: EscalationPolicy };

/** Reads what the clock goes by. */
export async function dutyRules(tx: Tx): Promise<DutyRules> {
  const authorityId = await homeAuthorityId(tx);
  return { calendar: await calendarOf(tx, authorityId), policy: await escalationPolicyOf(tx, authorityId) };
}

type Limits = Pick<StartedClock, "raisedAt" | "answerDueAt" | "decisionExpectedAt">;

/** The steps of an alert that nobody has answered. */
export function stepsOfAlert(limits: Limits, { calendar, policy }: DutyRules): PlannedStep[] {
  const { raisedAt, answerDueAt, decisionExpectedAt } = limits;
  const limitMinutes = staffedMinutes(calendar, raisedAt, answerDueAt);
  return planSteps({ steps: policy.steps, from: raisedAt, limitMinutes, decisionExpectedAt, calendar });
}

async function freeze(tx: Tx, alertId: string, steps: readonly PlannedStep[], after: number): Promise<void> {
  await tx.alertStep.createMany({
    data: steps.map((step, index) => ({ ...step, alertId, position: after + index + 1 })),
  });
}

/** Starts the clock of a new alert: its row and its frozen steps, in the transaction that raises it. */
export async function startClock(tx: Tx, started: StartedClock, rules: DutyRules): Promise<void> {
  const steps = stepsOfAlert(started, rules);
  await tx.alertClock.createMany({
    data: [{ ...started, policyVersion: rules.policy.version, nextStepDueAt: steps[0]?.dueAt ?? null }],
  });
  await freeze(tx, started.alertId, steps, 0);
}

/** Locks the clock until the transaction ends; whoever comes second sees what the first did. */
export async function lockClock(tx: Tx, alertId: string) {
  await tx.$queryRaw`SELECT alert_id FROM alert_clock WHERE alert_id = ${alertId}::uuid FOR UPDATE`;
  return tx.alertClock.findUnique({
    where: { alertId },
    select: {
      raisedAt: true,
      answerDueAt: true,
      decisionExpectedAt: true,
      acknowledgedAt: true,
      willRingBy: true,
      heardAt: true,
      reopenedAt: true,
      endedAt: true,
      isDrill: true,
    },
  });
}

export type LockedClock = NonNullable<Awaited<ReturnType<typeof lockClock>>>;

/** Nothing more is asked of anybody: pending steps and mails that wait are withdrawn. */
async function stopAsking(tx: Tx, alertId: string, at: Date): Promise<void> {
  await tx.alertStep.updateMany({
    where: { alertId, state: "pending" },
    data: { state: "cancelled", doneAt: at },
  });
  await dropQueuedMails(tx, alertId, asking);
}

async function set(tx: Tx, alertId: string, data: Record<string, Date | string | null>): Promise<void> {
  await tx.alertClock.update({ where: { alertId }, data, select: { alertId: true } });
}

type Answer = { at: Date; personId: string; willRingBy: Date };

/** Somebody has answered and promised a call. If that time passes in silence, the steps written here are due. */
export async function answerClock(
  tx: Tx,
  alertId: string,
  clock: LockedClock,
  answer: Answer,
): Promise<void> {
  await stopAsking(tx, alertId, answer.at);
  const isOver = clock.endedAt !== null || clock.isDrill;
  const steps = isOver ? [] : await promiseSteps(tx, clock, answer.willRingBy);
  const { _max } = await tx.alertStep.aggregate({ where: { alertId }, _max: { position: true } });
  await freeze(tx, alertId, steps, _max.position ?? 0);
  await set(tx, alertId, {
    acknowledgedAt: answer.at,
    acknowledgedById: answer.personId,
    willRingBy: answer.willRingBy,
    heardAt: null,
    reopenedAt: null,
    endedAt: clock.endedAt ?? (clock.isDrill ? answer.at : null),
    nextStepDueAt: steps[0]?.dueAt ?? null,
  });
}

async function promiseSteps(tx: Tx, clock: LockedClock, willRingBy: Date): Promise<PlannedStep[]> {
  const { calendar, policy } = await dutyRules(tx);
  const limitMinutes = staffedMinutes(calendar, clock.raisedAt, clock.answerDueAt);
  const { decisionExpectedAt } = clock;
  return planPromise({ steps: policy.steps, from: willRingBy, limitMinutes, decisionExpectedAt, calendar });
}

/** A sign of life after the answer: the promise is kept. */
export async function hearClock(tx: Tx, alertId: string, clock: LockedClock, at: Date): Promise<void> {
  if (clock.acknowledgedAt === null || clock.heardAt !== null) return;
  await stopAsking(tx, alertId, at);
  await set(tx, alertId, { heardAt: at, reopenedAt: null, nextStepDueAt: null });
}

/** Nothing is owed any more. */
export async function endClock(tx: Tx, alertId: string, clock: LockedClock, at: Date): Promise<void> {
  await stopAsking(tx, alertId, at);
  await settleHandOver(tx, alertId, { answer: "withdrawn", at });
  await set(tx, alertId, { endedAt: clock.endedAt ?? at, reopenedAt: null, nextStepDueAt: null });
}

/** The child is matched: lines that the worker adds from now on are the learner's. */
export async function matchClock(tx: Tx, alertId: string, learnerId: string): Promise<void> {
  await tx.alertClock.updateMany({ where: { alertId }, data: { learnerId } });
}
