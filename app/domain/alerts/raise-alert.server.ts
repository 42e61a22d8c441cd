import { createHash } from "node:crypto";
import { peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { schoolCalendarOf } from "~/domain/calendars/calendars.queries.server";
import { addEvent } from "~/domain/chronology/add-event.server";
import { onDuty } from "~/domain/duty/on-duty.server";
import { isOnRoll } from "~/domain/learners/learners.queries.server";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import { schoolById } from "~/domain/organisations/organisations.queries.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Invalid, NotAllowed } from "~/platform/errors";
import { dayOf, toDateColumn } from "~/platform/format";
import { alertsPaths } from "./alerts.paths";
import { alertsPolicy } from "./alerts.policy";
import type { RaiseAlertInput } from "./alerts.schema";
import { dutyRules, startClock } from "./internal/alert-clock.server";
import { answerDue } from "./internal/answer-due";
import { askDuty } from "./internal/ask-duty.server";
import { expectedDecisionAt } from "./internal/expected-decision";
import { urgencyOf } from "./internal/urgency";

/** What became of the press: a new alert, or the one that this form raised before. */
export type Raised = { id: string; reference: string; isRepeat: boolean; isChanged: boolean };

/** A digest of what was sent, to tell a changed second post of the same form from a repeated one. */
const digestOf = ({ formKey: _formKey, ...sent }: RaiseAlertInput): string =>
  createHash("sha256")
    .update(JSON.stringify(Object.entries(sent).sort(([a], [b]) => a.localeCompare(b))))
    .digest("hex");

async function alreadyRaised(tx: Tx, actor: Actor, input: RaiseAlertInput): Promise<Raised | null> {
  const found = await tx.alert.findUnique({
    where: { raisedById_formKey: { raisedById: actor.personId, formKey: input.formKey } },
    select: { id: true, reference: true, formDigest: true },
  });
  return (
    found && {
      id: found.id,
      reference: found.reference,
      isRepeat: true,
      isChanged: found.formDigest !== digestOf(input),
    }
  );
}

async function nextReference(tx: Tx, day: string): Promise<string> {
  const [row] = await tx.$queryRaw<{ number: bigint }[]>`SELECT nextval('alert_number') AS number`;
  return `A-${day.slice(0, 4)}-${String(row?.number ?? 0).padStart(4, "0")}`;
}

// A day left over from an answer that was changed since is not asked any more.
const expectsPastDay = (
  { decisionMade, decisionExpected, decisionDay }: RaiseAlertInput,
  today: string,
): boolean =>
  decisionMade === "no" &&
  decisionExpected === "another_day" &&
  decisionDay !== undefined &&
  decisionDay < today;

/** Times and people that follow from the school, its calendar and the rota, frozen into the alert when raised. */
async function plan(tx: Tx, input: RaiseAlertInput, at: Date) {
  const school = await schoolById(tx, input.schoolId);
  if (!school) throw new Invalid("Select your school", "schoolId");
  const rules = await dutyRules(tx);
  const { calendar } = rules;
  const schoolCalendar = await schoolCalendarOf(tx, school);
  const decisionExpectedAt = expectedDecisionAt(input, at);
  const urgency = urgencyOf(decisionExpectedAt, at, schoolCalendar);
  const turn = await onDuty(tx, { areaId: school.areaId, at, calendar });
  const answerDueAt = answerDue({ urgency, raisedAt: at, decisionExpectedAt, calendar }).dueAt;
  return { school, rules, decisionExpectedAt, urgency, turn, answerDueAt };
}

type Plan = Awaited<ReturnType<typeof plan>>;

/** The columns of the alert that come straight from the form. */
function fromForm(input: RaiseAlertInput) {
  return {
    formKey: input.formKey,
    formDigest: digestOf(input),
    learnerId: input.learnerId ?? null,
    schoolId: input.schoolId,
    decisionAlreadyMade: input.decisionMade === "yes",
    openingsConsidered: input.openingsConsidered ?? null,
    isChildSafe: input.whereNow !== "not_safe",
    wasSentOut: input.whereNow === "sent_out",
    whereNow: input.whereNow,
    withWhom: input.withWhom,
    whatHappened: input.whatHappened,
    triggers: input.triggers,
    childView: input.childView,
    childWords: input.childView === "in_their_words" ? (input.childWords ?? null) : null,
    whoKnows: input.whoKnows,
    supportInPlace: input.supportInPlace ?? null,
    triedSoFar: input.triedSoFar ?? null,
  };
}

async function writeAround(
  tx: Tx,
  actor: Actor,
  input: RaiseAlertInput,
  alert: { id: string; at: Date },
): Promise<void> {
  if (!input.learnerId) {
    await tx.unverifiedChild.createMany({
      data: [
        {
          alertId: alert.id,
          schoolId: input.schoolId,
          name: input.childName ?? "",
          stage: input.childStage ?? "",
          dateOfBirth: input.childDateOfBirth ? toDateColumn(input.childDateOfBirth) : null,
        },
      ],
    });
  }
  if (input.decisionMade === "yes") {
    await tx.alertFact.createMany({
      data: [
        {
          alertId: alert.id,
          kind: "decision_preceded_alert",
          happenedOn: toDateColumn(dayOf(alert.at)),
          source: "alert_form",
          recordedAt: alert.at,
          personId: actor.personId,
        },
      ],
    });
  }
  await tx.alertDraft.deleteMany({ where: { personId: actor.personId, formKey: input.formKey } });
}

/** The lead on duty is asked; the head teacher of the school gets a copy. */
async function tellPeople(
  tx: Tx,
  actor: Actor,
  planned: Plan,
  alert: { id: string; reference: string; at: Date },
): Promise<void> {
  const { id, reference, at } = alert;
  const { urgency, answerDueAt, turn } = planned;
  await askDuty(tx, { id, reference, urgency, answerDueAt, turn, isPractice: false }, at);
  const headTeachers = await peopleWithRole(tx, ["head_teacher"], {
    day: dayOf(at),
    schoolId: planned.school.id,
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

/**
 * Flags an imminent exclusion, before any decision: alert, event, audit line and mails in one transaction.
 * A second press of the same form gives back the first alert.
 * @throws NotAllowed for a school the actor does not raise for; Invalid for a learner not on its roll
 */
export function raiseAlert(actor: Actor, input: RaiseAlertInput, clock: Clock): Promise<Raised> {
  return asActor(actor, async (tx) => {
    const at = clock.now();
    if (!may(actor, alertsPolicy.raise, input.schoolId)) {
      throw new NotAllowed("You can raise an alert for your own school only.", { schoolId: input.schoolId });
    }
    const earlier = await alreadyRaised(tx, actor, input);
    if (earlier) return earlier;
    if (expectsPastDay(input, dayOf(at))) throw new Invalid("Day must be today or later", "decisionDay");
    if (
      input.learnerId &&
      !(await isOnRoll(tx, input.learnerId, { schoolId: input.schoolId, day: toDateColumn(dayOf(at)) }))
    ) {
      throw new Invalid("Select a learner of your school", "learnerId");
    }
    const planned = await plan(tx, input, at);
    const alert = { id: crypto.randomUUID(), reference: await nextReference(tx, dayOf(at)), at };
    const { count } = await tx.alert.createMany({
      data: [
        {
          ...fromForm(input),
          id: alert.id,
          reference: alert.reference,
          state: "raised",
          urgency: planned.urgency,
          decisionExpectedAt: planned.decisionExpectedAt,
          answerDueAt: planned.answerDueAt,
          dutyPersonId: planned.turn?.personId ?? null,
          dutyDeputeId: planned.turn?.deputeId ?? null,
          raisedById: actor.personId,
          raisedAt: at,
        },
      ],
      // Two presses at once: the second waits for the first and then finds it.
      skipDuplicates: true,
    });
    if (count === 0) {
      const first = await alreadyRaised(tx, actor, input);
      if (first) return first;
    }
    const { rules, school, urgency, answerDueAt, decisionExpectedAt } = planned;
    const ids = {
      alertId: alert.id,
      reference: alert.reference,
      areaId: school.areaId,
      schoolId: school.id,
      learnerId: input.learnerId ?? null,
    };
    await startClock(
      tx,
      { ...ids, urgency, raisedAt: at, answerDueAt, decisionExpectedAt, isDrill: false },
      rules,
    );
    await writeAround(tx, actor, input, alert);
    await addEvent(tx, {
      at,
      kind: "alert.raised",
      about: { kind: "alert", id: alert.id },
      learnerId: input.learnerId ?? null,
      schoolId: input.schoolId,
      personId: actor.personId,
      audience: "school_and_virtual_school",
      summary: input.decisionMade === "yes" ? "Alert raised after the decision was made" : "Alert raised",
    });
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "alert.raised",
      subject: { kind: "alert", id: alert.id },
      detail: {
        urgency: planned.urgency,
        isVerified: input.learnerId !== undefined,
        schoolId: input.schoolId,
      },
    });
    await tellPeople(tx, actor, planned, alert);
    return { id: alert.id, reference: alert.reference, isRepeat: false, isChanged: false };
  });
}
