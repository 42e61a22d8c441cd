import { relationInWords } from "~/domain/learners/learners.words";
import { type NotifyEntry, notifyListOf } from "~/domain/learners/notify-list.queries.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import type { AddPersonInvolvedInput } from "./coordinate-alert.schema";
import { changeAlert } from "./internal/change-alert.server";
import { mayBeToldOfDecision, notToBeTold } from "./internal/notify-list";

type Involved = { name: string; role: string; learnerPersonId: string | null };

const sameName = (left: string, right: string) => left.trim().toLowerCase() === right.trim().toLowerCase();

function involvedIn(input: AddPersonInvolvedInput, notifyList: NotifyEntry[]): Involved {
  const { learnerPersonId, name = "", role = "" } = input;
  if (!learnerPersonId) {
    const known = notifyList.find((entry) => sameName(entry.name, name));
    if (known && !mayBeToldOfDecision(known)) throw new Invalid(notToBeTold, "name");
    return { name, role, learnerPersonId: null };
  }
  const entry = notifyList.find((one) => one.id === learnerPersonId);
  if (!entry) throw new Invalid("Select somebody of the list", "learnerPersonId");
  if (!mayBeToldOfDecision(entry)) throw new Invalid(notToBeTold, "learnerPersonId");
  return { name: entry.name, role: relationInWords(entry.relation), learnerPersonId };
}

/** Is this person on the alert already, by this form or an earlier one? */
async function isInvolved(
  tx: Tx,
  alertId: string,
  { id, name, role }: Involved & { id: string },
): Promise<boolean> {
  return (await tx.alertPerson.count({ where: { alertId, OR: [{ id }, { name, role }] } })) > 0;
}

/**
 * Puts somebody on the alert as involved, by name and role; they need no sign-in and nothing is sent to them.
 * @throws Invalid for somebody whom the notify list does not allow to be told
 */
export function addPersonInvolved(actor: Actor, input: AddPersonInvolvedInput, clock: Clock) {
  const { alertId, formKey: id } = input;
  const request = { alertId, verb: "add_person", clock } as const;
  return changeAlert(actor, request, async (tx, alert) => {
    const involved = involvedIn(input, alert.learnerId ? await notifyListOf(tx, alert.learnerId) : []);
    if (await isInvolved(tx, alertId, { id, ...involved })) return null;
    await tx.alertPerson.createMany({ data: [{ id, alertId, ...involved }] });
    return {
      event: {
        kind: "person.involved",
        summary: "Somebody else is involved",
        detail: `${involved.name}, ${involved.role}`,
      },
      audit: { involvedId: id, learnerPersonId: involved.learnerPersonId },
    };
  });
}
