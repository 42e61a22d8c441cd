import { type Address, addressesOf } from "~/domain/accounts/accounts.queries.server";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import type { Calendar } from "~/domain/calendars/calendars.clocks";
import { addEvent } from "~/domain/chronology/add-event.server";
import type { EventKind } from "~/domain/chronology/event-kinds";
import { peopleForStep } from "~/domain/duty/people-for-step.server";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import type { Tx } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { log } from "~/platform/log.server";
import { type AlertStepWho, nobodyWords, type StepReason, skippedWords, toldWords } from "../step-words";
import { stepMail } from "./step-mail";

/** What became of a step. */
export type FiredStep = {
  alertId: string;
  position: number;
  who: AlertStepWho;
  state: "done" | "skipped";
  dueAt: Date;
};

const clockColumns = {
  alertId: true,
  reference: true,
  urgency: true,
  areaId: true,
  schoolId: true,
  learnerId: true,
  raisedAt: true,
  answerDueAt: true,
  acknowledgedById: true,
  willRingBy: true,
  isDrill: true,
} as const;

async function readClock(tx: Tx, alertId: string) {
  const clock = await tx.alertClock.findUniqueOrThrow({ where: { alertId }, select: clockColumns });
  const steps = await tx.alertStep.findMany({
    where: { alertId, state: "pending" },
    orderBy: { position: "asc" },
    select: { position: true, who: true, reason: true, dueAt: true },
  });
  const typed = steps.map((step) => ({
    ...step,
    who: step.who as AlertStepWho,
    reason: step.reason as StepReason,
  }));
  return { clock, steps: typed };
}

export type FiredClock = Awaited<ReturnType<typeof readClock>>["clock"];
type Step = Awaited<ReturnType<typeof readClock>>["steps"][number];
type Firing = { clock: FiredClock; at: Date; calendar: Calendar };

/** Who is to be told now, and why somebody is passed over. */
async function lookUp(
  tx: Tx,
  step: Step,
  { clock, at, calendar }: Firing,
): Promise<{ people: Address[]; note: string | null }> {
  const { personIds, skipped } =
    step.who === "answerer"
      ? { personIds: [clock.acknowledgedById].filter((id) => id !== null), skipped: [] }
      : await peopleForStep(tx, { who: step.who, areaId: clock.areaId, at, calendar });
  const people = (await addressesOf(tx, personIds, dayOf(at))).sort((a, b) => a.name.localeCompare(b.name));
  const hasLeft = people.length === 0 && personIds.length > 0;
  const sentences = [...skipped, ...(hasLeft ? ["Whoever it was has left"] : [])];
  return { people, note: sentences.length > 0 ? `${sentences.join(". ")}.` : null };
}

async function write(
  tx: Tx,
  { clock, at }: Firing,
  line: { kind: EventKind; summary: string; detail: Record<string, string | number> },
) {
  const about = { kind: "alert", id: clock.alertId };
  const { learnerId, schoolId } = clock;
  const { kind, summary, detail } = line;
  await addEvent(tx, {
    at,
    kind,
    about,
    learnerId,
    schoolId,
    personId: null,
    audience: "school_and_virtual_school",
    summary,
  });
  await writeAuditLine(tx, { at, personId: null, action: kind, subject: about, detail });
}

const kindOf = ({ who }: Step): EventKind => {
  if (who === "answerer") return "alert.reopened";
  return who === "duty_person" ? "alert.reminded" : "alert.escalated";
};

async function settle(
  tx: Tx,
  { clock }: Firing,
  step: Step,
  settled: { state: string; doneAt: Date; told: string[]; note: string | null },
) {
  await tx.alertStep.updateMany({
    where: { alertId: clock.alertId, position: step.position },
    data: settled,
  });
}

async function tell(
  tx: Tx,
  step: Step,
  firing: Firing,
  found: { people: Address[]; note: string | null },
): Promise<void> {
  const { clock, at } = firing;
  const told = found.people.map((person) => person.personId);
  await settle(tx, firing, step, { state: "done", doneAt: at, told, note: found.note });
  const mail = stepMail(clock, step, at);
  await queueMail(
    tx,
    found.people.map((to) => ({ ...mail, to })),
  );
  const summary = toldWords(
    step,
    found.people.map((person) => person.name),
  );
  const position = step.position;
  await write(tx, firing, {
    kind: kindOf(step),
    summary,
    detail: { position, who: step.who, told: told.join() },
  });
}

async function skip(tx: Tx, step: Step, firing: Firing, note: string): Promise<void> {
  await settle(tx, firing, step, { state: "skipped", doneAt: firing.at, told: [], note });
  const detail = { position: step.position, who: step.who };
  await write(tx, firing, { kind: "alert.step_skipped", summary: skippedWords(step, note), detail });
}

async function sayNobodyIsLeft(tx: Tx, firing: Firing): Promise<void> {
  log("warn", "nobody is left to tell of an alert", { alertId: firing.clock.alertId });
  await write(tx, firing, { kind: "alert.nobody_told", summary: nobodyWords, detail: {} });
}

async function putDown(tx: Tx, { clock, at }: Firing, fired: readonly FiredStep[]): Promise<void> {
  const { _min } = await tx.alertStep.aggregate({
    where: { alertId: clock.alertId, state: "pending" },
    _min: { dueAt: true },
  });
  const isOpenAgain = fired.some((step) => step.who === "answerer");
  await tx.alertClock.updateMany({
    where: { alertId: clock.alertId },
    data: { nextStepDueAt: _min.dueAt, ...(isOpenAgain ? { reopenedAt: at } : {}) },
  });
}

/**
 * Fires the due steps of one alert, whose clock the caller has locked. A step without anybody is skipped and takes the
 * next one with it, due or not; when none is left, that is said.
 */
export async function fireSteps(
  tx: Tx,
  due: { alertId: string; at: Date; calendar: Calendar },
): Promise<FiredStep[]> {
  const { clock, steps } = await readClock(tx, due.alertId);
  const firing = { clock, at: due.at, calendar: due.calendar };
  const fired: FiredStep[] = [];
  let isPulled = false;
  for (const step of steps) {
    if (step.dueAt > due.at && !isPulled) break;
    const found = await lookUp(tx, step, firing);
    isPulled = found.people.length === 0;
    if (isPulled) await skip(tx, step, firing, found.note ?? "Nobody was found.");
    else await tell(tx, step, firing, found);
    const { position, who, dueAt } = step;
    fired.push({ alertId: clock.alertId, position, who, state: isPulled ? "skipped" : "done", dueAt });
  }
  if (isPulled) await sayNobodyIsLeft(tx, firing);
  await putDown(tx, firing, fired);
  return fired;
}
