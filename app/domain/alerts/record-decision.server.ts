import { namesOf, peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { schoolCalendarOf } from "~/domain/calendars/calendars.queries.server";
import { addAction } from "~/domain/chronology/add-action.server";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import { schoolById } from "~/domain/organisations/organisations.queries.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Invalid, NotFound } from "~/platform/errors";
import { dayOf, formatDay, formatDayTime, toDateColumn } from "~/platform/format";
import { type Decision, decisionLabels, type FactKind, factOfDecision } from "./alerts.words";
import type { RecordDecisionInput } from "./decide-alert.schema";
import { aboutAlert } from "./internal/alert-mail";
import { changeAlert, type LockedAlert } from "./internal/change-alert.server";
import { coordinatorOf } from "./internal/coordinator.server";
import { type CountedDay, checkDays } from "./internal/follow-up";
import { problemOfPastDay } from "./internal/sensible-days";

/** "Aileen Gray recorded the decision on 22 November 2026, 10:02: not excluded." */
async function whoDecided(tx: Tx, alert: LockedAlert): Promise<string | null> {
  const decision = await tx.alertDecision.findUnique({
    where: { alertId: alert.id },
    select: { decision: true, recordedById: true, recordedAt: true },
  });
  if (!decision || alert.endReason) return null;
  const names = await namesOf(tx, [decision.recordedById]);
  const who = names.get(decision.recordedById) ?? "Somebody";
  const words = decisionLabels[decision.decision as Decision].toLowerCase();
  return `${who} recorded the decision on ${formatDayTime(decision.recordedAt)}: ${words}. If something else happened since, record it with a follow-up check.`;
}

type Writing = {
  alert: LockedAlert;
  input: RecordDecisionInput;
  openings: number | null;
  at: Date;
  actor: Actor;
};

async function writeDecision(tx: Tx, { alert, input, openings, at, actor }: Writing): Promise<void> {
  await tx.alertDecision.createMany({
    data: [
      {
        alertId: alert.id,
        decision: input.decision,
        decidedOn: toDateColumn(input.decidedOn),
        decidedBy: input.decidedBy,
        recordedById: actor.personId,
        recordedAt: at,
        openings,
        reason: input.reason,
        childView: input.childView,
        childWords: input.childView === "in_their_words" ? (input.childWords ?? null) : null,
      },
    ],
  });
}

/** What the decision says about the outcome; and, once, that it came before the alert. */
async function writeFacts(tx: Tx, { alert, input, openings, at, actor }: Writing): Promise<void> {
  const preceded: FactKind = "decision_preceded_alert";
  const isEarlier = input.decidedOn < dayOf(alert.raisedAt);
  const isNews =
    isEarlier && (await tx.alertFact.count({ where: { alertId: alert.id, kind: preceded } })) === 0;
  const fact = {
    alertId: alert.id,
    happenedOn: toDateColumn(input.decidedOn),
    source: "decision",
    recordedAt: at,
    personId: actor.personId,
  };
  await tx.alertFact.createMany({
    data: [
      { ...fact, kind: factOfDecision[input.decision], openings },
      ...(isNews ? [{ ...fact, kind: preceded }] : []),
    ],
  });
}

const checkAction = (schoolDays: 10 | 30, { isAssumed }: CountedDay) =>
  `Check after ${schoolDays} school days: still in school, with a full timetable?${isAssumed ? " (The day is assumed: the school’s calendar does not reach that far.)" : ""}`;

/** Two checks, counted in the school's own school days. */
async function planChecks(tx: Tx, { alert, input, at, actor }: Writing, personId: string): Promise<void> {
  const school = await schoolById(tx, alert.schoolId);
  if (!school) throw new NotFound("There is no such school.", { schoolId: alert.schoolId });
  const { first, second } = checkDays(input.decidedOn, await schoolCalendarOf(tx, school));
  const common = {
    personId,
    about: { kind: "alert", id: alert.id },
    learnerId: alert.learnerId,
    schoolId: alert.schoolId,
    audience: "school_and_virtual_school",
    createdAt: at,
    createdBy: actor.personId,
  } as const;
  await addAction(tx, { ...common, kind: "follow_up_10", what: checkAction(10, first), dueOn: first.day });
  await addAction(tx, { ...common, kind: "follow_up_30", what: checkAction(30, second), dueOn: second.day });
}

type Told = { personId: string; address: string };

/** Whoever coordinates; after an exclusion also the Virtual School head teacher. */
async function tellVirtualSchool(tx: Tx, writing: Writing, coordinator: Told | null): Promise<void> {
  const { alert, input, at, actor } = writing;
  const isExcluded = input.decision === "excluded_temporary";
  const headTeachers = isExcluded ? await peopleWithRole(tx, ["vs_head_teacher"], { day: dayOf(at) }) : [];
  const told = new Map(
    [...(coordinator ? [coordinator] : []), ...headTeachers].map((to) => [to.personId, to]),
  );
  told.delete(actor.personId);
  const mail = aboutAlert(alert, at);
  await queueMail(
    tx,
    [...told.values()].map((to) => ({ ...mail, template: "alerts/alert-decided" as const, to })),
  );
}

const summaryOf = ({ input, openings }: Writing): string => {
  const length = openings === null ? "" : `, ${openings} half ${openings === 1 ? "day" : "days"}`;
  return `Decision: ${decisionLabels[input.decision].toLowerCase()}${length}, decided on ${formatDay(input.decidedOn)}`;
};

/**
 * Records the head teacher's own decision: the app neither approves nor blocks it, from any state before it. Leaves
 * the facts that follow and two checks, 10 and 30 school days later.
 * @throws Conflict naming who recorded a decision before; Invalid for a day to come
 */
export function recordDecision(actor: Actor, input: RecordDecisionInput, clock: Clock) {
  const { alertId } = input;
  const request = {
    alertId,
    verb: "record_decision",
    clock,
    explain: whoDecided,
  } as const;
  return changeAlert(actor, request, async (tx, alert, at) => {
    const problem = problemOfPastDay(input.decidedOn, {
      today: dayOf(at),
      raisedOn: dayOf(alert.raisedAt),
    });
    if (problem) throw new Invalid(problem, "decidedOn");
    const openings = input.decision === "excluded_temporary" ? (input.openings ?? null) : null;
    const writing = { alert, input, openings, at, actor };
    const coordinator = await coordinatorOf(tx, alert, dayOf(at));
    await writeDecision(tx, writing);
    await writeFacts(tx, writing);
    await planChecks(tx, writing, coordinator?.personId ?? actor.personId);
    await tellVirtualSchool(tx, writing, coordinator);
    const childWords =
      input.childView === "in_their_words" ? `The child says: ${input.childWords ?? ""}` : null;
    return {
      set: { decidedAt: at },
      event: {
        kind: "decision.recorded",
        summary: summaryOf(writing),
        detail: [`Decided by ${input.decidedBy}.`, input.reason, childWords].filter(Boolean).join("\n"),
      },
      audit: { decision: input.decision, decidedOn: input.decidedOn, openings },
    };
  });
}
