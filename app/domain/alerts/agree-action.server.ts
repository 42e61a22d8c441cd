import type { Address } from "~/domain/accounts/accounts.queries.server";
import { addAction } from "~/domain/chronology/add-action.server";
import { actionById } from "~/domain/chronology/chronology.queries.server";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Conflict, Invalid, NotAllowed } from "~/platform/errors";
import { dayOf, formatDay } from "~/platform/format";
import { alertsPaths } from "./alerts.paths";
import { alertsPolicy } from "./alerts.policy";
import type { AgreeActionInput } from "./coordinate-alert.schema";
import { aboutAlert } from "./internal/alert-mail";
import { changeAlert, type LockedAlert } from "./internal/change-alert.server";
import { problemOfDueDay } from "./internal/sensible-days";
import { nameablePeople } from "./nameable-people.queries.server";

async function namedPerson(
  tx: Tx,
  input: AgreeActionInput,
  at: Parameters<typeof nameablePeople>[1],
): Promise<Address> {
  const { school, virtualSchool } = await nameablePeople(tx, at);
  const isIn = (people: Address[]) => people.find((person) => person.personId === input.personId);
  const named = isIn(virtualSchool) ?? isIn(school);
  if (!named) throw new Invalid("Select somebody of the school or the Virtual School", "personId");
  if (input.audience === "virtual_school_only" && !isIn(virtualSchool)) {
    throw new Invalid(
      "This person works for the school: let the school read it, or select somebody else",
      "audience",
    );
  }
  return named;
}

async function tellNamedPerson(
  tx: Tx,
  to: Address,
  action: { input: AgreeActionInput; alert: LockedAlert; at: Date },
) {
  const { input, alert, at } = action;
  const common = aboutAlert(alert, at);
  const link = alertsPaths.tickAction(alert.id, input.formKey);
  const mail = { ...common.input, link, dueOn: input.dueOn };
  await queueMail(tx, [{ ...common, template: "alerts/action-agreed", to, input: mail }]);
}

/**
 * Names a person who does a thing by a day; they get a mail without names, unless it is the actor.
 * @throws Invalid for a day that has passed or is years away, or a person of neither school; NotAllowed when somebody of the school
 * agrees an action for the Virtual School only
 */
export function agreeAction(actor: Actor, input: AgreeActionInput, clock: Clock) {
  const { alertId, formKey: id, what, dueOn, audience } = input;
  const request = { alertId, verb: "agree_action", clock } as const;
  return changeAlert(actor, request, async (tx, alert, at) => {
    const day = dayOf(at);
    if (audience === "virtual_school_only" && !may(actor, alertsPolicy.virtualSchoolNotes)) {
      throw new NotAllowed("Only the Virtual School agrees actions for itself.");
    }
    const earlier = await actionById(tx, id);
    if (earlier?.aboutId === alertId) return null;
    if (earlier) throw new Conflict("The form is out of date. Open it again.", { alertId });
    const problem = problemOfDueDay(dueOn, day);
    if (problem) throw new Invalid(problem, "dueOn");
    const named = await namedPerson(tx, input, { ...alert, day });
    await addAction(tx, {
      id,
      kind: "agreed",
      what,
      personId: named.personId,
      dueOn,
      about: { kind: "alert", id: alertId },
      learnerId: alert.learnerId,
      schoolId: alert.schoolId,
      audience,
      createdAt: at,
      createdBy: actor.personId,
    });
    if (named.personId !== actor.personId) await tellNamedPerson(tx, named, { input, alert, at });
    return {
      event: {
        kind: "action.agreed",
        summary: `${named.name} is to act by ${formatDay(dueOn)}`,
        detail: what,
        audience,
      },
      audit: { actionId: id, namedId: named.personId },
    };
  });
}
