import { schoolCalendarOf } from "~/domain/calendars/calendars.queries.server";
import { onDuty } from "~/domain/duty/on-duty.server";
import { isOnRoll } from "~/domain/learners/learners.queries.server";
import { homeAuthorityId, schoolById } from "~/domain/organisations/organisations.queries.server";
import { codeLabels } from "~/domain/reference/reference.queries.server";
import type { Tx } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { dayOf, toDateColumn } from "~/platform/format";
import type { RaiseAlertInput } from "../alerts.schema";
import { dutyRules } from "./alert-clock.server";
import { answerDue } from "./answer-due";
import { expectedDecisionAt } from "./expected-decision";
import { urgencyOf } from "./urgency";

// A day left over from an answer that was changed since is not asked any more.
const expectsPastDay = (
  { decisionMade, decisionExpected, decisionDay }: RaiseAlertInput,
  today: string,
): boolean =>
  decisionMade === "no" &&
  decisionExpected === "another_day" &&
  decisionDay !== undefined &&
  decisionDay < today;

/** A code that was retired since the form was opened still says what was meant; one that never was is refused. */
async function refuseCodes(tx: Tx, { triggers, whoKnows }: RaiseAlertInput, today: string): Promise<void> {
  const chosen = [
    { field: "triggers", list: "trigger", codes: triggers },
    { field: "whoKnows", list: "who_knows", codes: whoKnows },
  ] as const;
  for (const { field, list, codes } of chosen) {
    const known = codes.length > 0 ? await codeLabels(tx, list, today) : null;
    if (known && codes.some((code) => !known.has(code))) throw new Invalid("Select from the list", field);
  }
}

/**
 * What the form cannot know.
 * @throws Invalid beside the field
 */
export async function refuseInput(tx: Tx, input: RaiseAlertInput, at: Date): Promise<void> {
  const today = dayOf(at);
  if (expectsPastDay(input, today)) throw new Invalid("Day must be today or later", "decisionDay");
  const { learnerId, schoolId } = input;
  if (learnerId && !(await isOnRoll(tx, learnerId, { schoolId, day: toDateColumn(today) })))
    throw new Invalid("Select a learner of your school", "learnerId");
  // Somebody of a school in another authority is let in for learners by name: a child who is not known is not one of them.
  if (!learnerId && (await schoolById(tx, schoolId))?.authorityId !== (await homeAuthorityId(tx)))
    throw new Invalid("Select a learner who was shared with you, or ring the Virtual School", "learnerId");
  await refuseCodes(tx, input, today);
}

/** Times and people that follow from the school, its calendar and the rota, frozen into the alert when raised. */
export async function planAlert(tx: Tx, input: RaiseAlertInput, at: Date) {
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

export type AlertPlan = Awaited<ReturnType<typeof planAlert>>;
