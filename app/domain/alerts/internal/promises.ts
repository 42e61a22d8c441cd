import type { Finding, PromiseCode } from "../promises.words";

/** A clock on which something may be owed: not ended. Times of the injected clock. */
export type LedgerClock = {
  alertId: string;
  reference: string;
  raisedAt: Date;
  acknowledgedAt: Date | null;
  willRingBy: Date | null;
  heardAt: Date | null;
  reopenedAt: Date | null;
};

export type LedgerStep = {
  alertId: string;
  /** From 1; steps are fired in this order. */
  position: number;
  dueAt: Date;
  /** When it was due as it was frozen. */
  promisedAt: Date;
  state: "pending" | "done" | "skipped" | "cancelled";
  doneAt: Date | null;
  told: string[];
};

/** A message that asks for an answer. */
export type LedgerMail = { alertId: string; toPersonId: string | null; state: string; queuedAt: Date };

export type AlertCounts = Record<"raised" | "open" | "closed" | "withdrawn" | "duplicate", number>;

/** Everything that one look of the auditor goes by. */
export type Ledger = {
  clocks: readonly LedgerClock[];
  steps: readonly LedgerStep[];
  mails: readonly LedgerMail[];
  counts: AlertCounts;
  /** Alerts that wait for an answer while nothing ticks for them. */
  withoutClock: readonly Subject[];
  /** Alerts that are written down as raised and are not there. */
  lost: readonly Subject[];
  /** What waits to be sent, is due, and has been left alone too long. */
  stuck: readonly Subject[];
};

type Subject = { alertId: string | null; reference: string | null };

/** How long each promise may take before it counts as broken. */
export const graces = {
  /** From raising to the first accepted message. */
  deliveryMinutes: 5,
  /** A tick of the worker, and room for one that was restarted. */
  stepSeconds: 60,
  /** Left to the last person who was told. */
  lastStepMinutes: 30,
  /** From the time of the next attempt to a worker that takes it. */
  stuckSeconds: 60,
} as const;

const minute = 60_000;
type Owed = { clock: LedgerClock; steps: readonly LedgerStep[]; mails: readonly LedgerMail[]; at: number };

const pending = ({ steps }: Owed) => steps.filter((step) => step.state === "pending");

const isUndelivered = ({ clock, mails, at }: Owed): boolean =>
  clock.acknowledgedAt === null &&
  at - clock.raisedAt.getTime() > graces.deliveryMinutes * minute &&
  mails.every((mail) => mail.state !== "accepted");

// The earlier of the two: a step may be brought forward, and must not be put off.
const owedAt = (step: LedgerStep) => Math.min(step.dueAt.getTime(), step.promisedAt.getTime());

const isOverdue = (owed: Owed): boolean =>
  pending(owed).some((step) => owed.at - owedAt(step) > graces.stepSeconds * 1_000);

/** The mails of a step are queued in its own transaction, at its own time. */
const hasStepWithoutMail = ({ steps, mails }: Owed): boolean =>
  steps.some(
    ({ state, doneAt, told }) =>
      state === "done" &&
      doneAt !== null &&
      !mails.some(
        (mail) => mail.queuedAt.getTime() === doneAt.getTime() && told.includes(mail.toPersonId ?? ""),
      ),
  );

/** Nothing is pending, and the last person who was told has had their time. A step that found nobody gives none. */
function isAtItsEnd(owed: Owed): boolean {
  if (pending(owed).length > 0) return false;
  const fired = owed.steps.filter((step) => step.state === "done" || step.state === "skipped");
  const last = fired.sort((one, other) => one.position - other.position).at(-1);
  if (last?.state !== "done" || last.doneAt === null)
    return owed.at - owed.clock.raisedAt.getTime() > graces.stepSeconds * 1_000;
  return owed.at - last.doneAt.getTime() > graces.lastStepMinutes * minute;
}

const hasNoNextStep = (owed: Owed): boolean =>
  (owed.clock.acknowledgedAt === null || owed.clock.reopenedAt !== null) && isAtItsEnd(owed);

// While its step is pending the promise is still looked after, if need be from the next morning on.
const isSilent = (owed: Owed): boolean =>
  owed.clock.acknowledgedAt !== null &&
  owed.clock.reopenedAt === null &&
  pending(owed).length === 0 &&
  owed.at - (owed.clock.willRingBy?.getTime() ?? owed.clock.acknowledgedAt.getTime()) >
    graces.stepSeconds * 1_000;

const checks = {
  no_accepted_delivery: isUndelivered,
  step_overdue: isOverdue,
  step_without_mail: hasStepWithoutMail,
  no_next_step: hasNoNextStep,
  silent_after_answer: isSilent,
} as const satisfies Partial<Record<PromiseCode, (owed: Owed) => boolean>>;

/** What is broken of the promises on one alert; nothing once the call is on record. */
function brokenOn(owed: Owed): Finding[] {
  if (owed.clock.acknowledgedAt !== null && owed.clock.heardAt !== null) return [];
  const { alertId, reference } = owed.clock;
  const codes = (Object.keys(checks) as (keyof typeof checks)[]).filter((code) => checks[code](owed));
  return codes.map((code) => ({ code, alertId, reference }));
}

const addUp = ({ raised, open, closed, withdrawn, duplicate }: AlertCounts) =>
  raised === open + closed + withdrawn + duplicate;

function byAlert<T extends { alertId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.alertId);
    if (group) group.push(row);
    else groups.set(row.alertId, [row]);
  }
  return groups;
}

/** Every promise that is broken at an instant of the injected clock. */
export function findBroken(ledger: Ledger, now: Date): Finding[] {
  const steps = byAlert(ledger.steps);
  const mails = byAlert(ledger.mails);
  const at = now.getTime();
  const named = (code: PromiseCode, subjects: readonly Subject[]) =>
    subjects.map((subject) => ({ code, ...subject }));
  return [
    ...ledger.clocks.flatMap((clock) =>
      brokenOn({ clock, at, steps: steps.get(clock.alertId) ?? [], mails: mails.get(clock.alertId) ?? [] }),
    ),
    ...named("clock_disagrees", ledger.withoutClock),
    ...named("delivery_stuck", ledger.stuck),
    ...named("alert_lost", ledger.lost),
    ...(addUp(ledger.counts) ? [] : named("counts_do_not_add_up", [{ alertId: null, reference: null }])),
  ];
}
