import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { type Calendar, isStaffed } from "~/domain/calendars/calendars.clocks";
import { calendarOf } from "~/domain/calendars/calendars.queries.server";
import { type OnDuty, onDuty } from "~/domain/duty/on-duty.server";
import { peopleForStep } from "~/domain/duty/people-for-step.server";
import { learnersByIds } from "~/domain/learners/learners.queries.server";
import {
  homeAuthorityId,
  phoneNumbersOf,
  schoolsByIds,
} from "~/domain/organisations/organisations.queries.server";
import { codesOf } from "~/domain/reference/reference.queries.server";
import { type Actor, schoolsWhere } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { dayOf, formatTime, formatWeekday } from "~/platform/format";
import { isUuid } from "~/platform/uuid";
import { alertsPolicy } from "./alerts.policy";
import { dutyRules, stepsOfAlert } from "./internal/alert-clock.server";
import { answerDue } from "./internal/answer-due";
import { alertStepWhoWords } from "./step-words";

/** Who answers and when; and, until somebody does, who is told when. */
export type WhoAnswers = { sentence: string; steps: { when: string; who: string }[] };

function sentenceOf(name: string, turn: OnDuty, { calendar, at }: { calendar: Calendar; at: Date }): string {
  if (isStaffed(calendar, at)) return `${name} is on duty now and gets this alert at once.`;
  return `The Virtual School is closed now. ${name} gets this alert at once and answers from ${formatTime(turn.from)} on ${formatWeekday(turn.from)}.`;
}

/** Counted as if the decision came today and its hour were not known: when it comes sooner, everybody is told sooner. */
async function stepsIfToday(tx: Tx, areaId: string, at: Date) {
  const rules = await dutyRules(tx);
  const { calendar } = rules;
  const answerDueAt = answerDue({ urgency: "today", raisedAt: at, decisionExpectedAt: null, calendar }).dueAt;
  const steps = stepsOfAlert({ raisedAt: at, answerDueAt, decisionExpectedAt: null }, rules);
  const found = [];
  for (const { who, dueAt } of steps) {
    if (who === "answerer") continue;
    const { personIds } = await peopleForStep(tx, { who, areaId, at: dueAt, calendar });
    const names = [...(await namesOf(tx, personIds)).values()].sort().join(", ");
    const when =
      dayOf(dueAt) === dayOf(at) ? formatTime(dueAt) : `${formatTime(dueAt)} on ${formatWeekday(dueAt)}`;
    found.push({ when, who: names ? `${alertStepWhoWords[who]}, ${names}` : alertStepWhoWords[who] });
  }
  return found;
}

/** Null when the rota has nobody. */
async function whoAnswers(tx: Tx, areaId: string, at: Date): Promise<WhoAnswers | null> {
  const calendar = await calendarOf(tx, await homeAuthorityId(tx));
  const turn = await onDuty(tx, { areaId, at, calendar });
  const name = turn && (await namesOf(tx, [turn.personId])).get(turn.personId);
  if (!turn || !name) return null;
  return { sentence: sentenceOf(name, turn, { calendar, at }), steps: await stepsIfToday(tx, areaId, at) };
}

/**
 * What the form shows beside its questions: own schools, choices, numbers to ring, who answers, and the learner chosen
 * before an error.
 */
export function raiseForm(actor: Actor, chosenLearnerId: unknown, clock: Clock) {
  const at = clock.now();
  return asActor(actor, async (tx) => {
    const schools = [...(await schoolsByIds(tx, schoolsWhere(actor, alertsPolicy.raise))).values()];
    const [school] = schools;
    const wanted = typeof chosenLearnerId === "string" && isUuid(chosenLearnerId) ? chosenLearnerId : null;
    const choices = async (list: "trigger" | "who_knows") =>
      (await codesOf(tx, list, dayOf(at))).map(({ code, label }) => ({ value: code, label }));
    return {
      schools: schools.map(({ id, name }) => ({ value: id, label: name })),
      triggers: await choices("trigger"),
      whoKnows: await choices("who_knows"),
      phones: school
        ? (await phoneNumbersOf(tx, school.authorityId, "child_not_safe")).map(({ label, number }) => ({
            label,
            number,
          }))
        : [],
      whoAnswers: school ? await whoAnswers(tx, school.areaId, at) : null,
      chosen: [...(await learnersByIds(tx, [wanted])).values()].map((learner) => ({
        ...learner,
        earlier: null,
      })),
      today: dayOf(at),
    };
  });
}
