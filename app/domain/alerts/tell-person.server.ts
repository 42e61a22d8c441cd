import type { z } from "zod";
import { relationInWords } from "~/domain/learners/learners.words";
import { type NotifyEntry, notifyListOf } from "~/domain/learners/notify-list.queries.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import type { tellPersonSchema } from "./coordinate-alert.schema";
import { changeAlert } from "./internal/change-alert.server";
import { mayBeToldOfDecision, notToBeTold } from "./internal/notify-list";

type Told = { alertId: string; entry: NotifyEntry; role: string; at: Date; by: string };

/** Gives back whether it was news. */
async function markTold(tx: Tx, { alertId, entry, role, at, by }: Told): Promise<boolean> {
  const told = { toldAt: at, toldById: by };
  const where = { alertId, learnerPersonId: entry.id };
  const { count } = await tx.alertPerson.updateMany({ where: { ...where, toldAt: null }, data: told });
  if (count > 0) return true;
  if ((await tx.alertPerson.count({ where })) > 0) return false;
  await tx.alertPerson.createMany({ data: [{ ...where, name: entry.name, role, ...told }] });
  return true;
}

/**
 * Records that somebody of the learner's notify list was told, by the actor, outside the app.
 * @throws Invalid for somebody who may not be told, or is not on the list
 */
export function tellPerson(actor: Actor, input: z.infer<typeof tellPersonSchema>, clock: Clock) {
  const { alertId, learnerPersonId } = input;
  const request = { alertId, verb: "tell_person", clock } as const;
  return changeAlert(actor, request, async (tx, alert, at) => {
    const notifyList = alert.learnerId ? await notifyListOf(tx, alert.learnerId) : [];
    const entry = notifyList.find((one) => one.id === learnerPersonId);
    if (!entry) throw new Invalid("Select somebody of the notify list", "learnerPersonId");
    if (!mayBeToldOfDecision(entry)) throw new Invalid(notToBeTold, "learnerPersonId");
    const role = relationInWords(entry.relation);
    const isNews = await markTold(tx, { alertId, entry, role, at, by: actor.personId });
    if (!isNews) return null;
    return {
      event: { kind: "person.told", summary: `Told: ${role.toLowerCase()}`, detail: entry.name },
      audit: { learnerPersonId },
    };
  });
}
