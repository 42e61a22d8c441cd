import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { isStaffed } from "~/domain/calendars/calendars.clocks";
import { calendarOf } from "~/domain/calendars/calendars.queries.server";
import { onDuty } from "~/domain/duty/on-duty.server";
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

/** "Isla Grant is on duty now." or when somebody will be; null when the rota has nobody. */
async function whoAnswers(tx: Tx, areaId: string, at: Date): Promise<string | null> {
  const calendar = await calendarOf(tx, await homeAuthorityId(tx));
  const turn = await onDuty(tx, { areaId, at, calendar });
  if (!turn) return null;
  const name = (await namesOf(tx, [turn.personId])).get(turn.personId);
  if (!name) return null;
  if (isStaffed(calendar, at)) return `${name} is on duty now and gets this alert at once.`;
  return `The Virtual School is closed now. ${name} gets this alert at once and answers from ${formatTime(turn.from)} on ${formatWeekday(turn.from)}.`;
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
