import { namesOf } from "~/domain/accounts/accounts.queries.server";
import type { Calendar } from "~/domain/calendars/calendars.clocks";
import { calendarOf } from "~/domain/calendars/calendars.queries.server";
import { peopleForStep } from "~/domain/duty/people-for-step.server";
import { homeAuthorityId } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { dayOf, formatDayTime, formatTime } from "~/platform/format";
import { type AlertStepWho, alertStepWhoWords, capitalised, type StepState } from "./step-words";

const dayOrTime = (at: Date, now: Date): string =>
  dayOf(at) === dayOf(now) ? formatTime(at) : formatDayTime(at);

/** A step as the page shows it; `next` is the first that is pending. */
export type ShownStep = {
  position: number;
  when: string;
  who: string;
  state: StepState | "next";
  note: string | null;
};

async function readClock(tx: Tx, alertId: string) {
  return tx.alertClock.findUnique({
    where: { alertId },
    select: {
      areaId: true,
      acknowledgedAt: true,
      acknowledgedById: true,
      willRingBy: true,
      heardAt: true,
      reopenedAt: true,
      endedAt: true,
      isDrill: true,
      steps: {
        orderBy: { position: "asc" },
        select: { position: true, who: true, state: true, dueAt: true, doneAt: true, told: true, note: true },
      },
    },
  });
}

type Clock = NonNullable<Awaited<ReturnType<typeof readClock>>>;
type Step = Clock["steps"][number];

/** Who it would be if the step were due now: a rota may still change. */
async function expected(
  tx: Tx,
  step: Step,
  { clock, at, calendar }: { clock: Clock; at: Date; calendar: Calendar },
): Promise<string[]> {
  const who = step.who as AlertStepWho;
  if (who === "answerer") return clock.acknowledgedById ? [clock.acknowledgedById] : [];
  return (await peopleForStep(tx, { who, areaId: clock.areaId, at, calendar })).personIds;
}

function sentenceOf(clock: Clock, names: Map<string, string>, now: Date): string {
  const { acknowledgedAt, willRingBy, heardAt } = clock;
  const by = names.get(clock.acknowledgedById ?? "") ?? "Somebody who has left";
  if (!acknowledgedAt)
    return clock.endedAt
      ? "Nobody else is told: this alert waits for no answer any more."
      : "Until somebody answers, these people are told. Out of duty hours the clock stands still.";
  const answered = `${by} answered ${dayOrTime(acknowledgedAt, now)}`;
  if (clock.isDrill) return `${answered}. With that the practice ended.`;
  if (heardAt || clock.endedAt || !willRingBy) return `${answered}. Nobody else is told.`;
  const promise = dayOrTime(willRingBy, now);
  if (clock.reopenedAt)
    return `${answered} and was to ring by ${promise}. No call is on record, so the alert is open again.`;
  return `${answered} and will ring by ${promise}. If no call is on record by then, these people are told.`;
}

/** Who has been told of an alert, who is told next and when; null for an alert without a clock. */
export async function stepsView(tx: Tx, alertId: string, now: Date) {
  const clock = await readClock(tx, alertId);
  if (!clock) return null;
  const calendar = await calendarOf(tx, await homeAuthorityId(tx));
  const rows = [];
  for (const step of clock.steps.filter((each) => each.state !== "cancelled")) {
    const isPending = step.state === "pending";
    rows.push({
      step,
      ids: isPending ? await expected(tx, step, { clock, at: step.dueAt, calendar }) : step.told,
    });
  }
  const names = await namesOf(tx, [clock.acknowledgedById, ...rows.flatMap(({ ids }) => ids)]);
  const next = rows.find(({ step }) => step.state === "pending")?.step.position;
  const steps: ShownStep[] = rows.map(({ step, ids }) => {
    const role = capitalised(alertStepWhoWords[step.who as AlertStepWho]);
    const people = ids
      .map((id) => names.get(id) ?? "Somebody who has left")
      .sort()
      .join(", ");
    return {
      position: step.position,
      when: dayOrTime(step.doneAt ?? step.dueAt, now),
      who: people ? `${role}: ${people}` : role,
      state: step.position === next ? "next" : (step.state as StepState),
      note: step.note,
    };
  });
  return { sentence: sentenceOf(clock, names, now), steps, isOpenAgain: clock.reopenedAt !== null };
}

export type StepsView = NonNullable<Awaited<ReturnType<typeof stepsView>>>;
