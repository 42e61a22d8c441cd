import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { actionById } from "~/domain/chronology/chronology.queries.server";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { formatDay, formatDayTime } from "~/platform/format";
import { isUuid } from "~/platform/uuid";

/**
 * One action for the page on which it is ticked off. `reference` is null for somebody named who does not see the alert.
 * @throws NotFound when there is none, or none for this actor
 */
export async function actionPage(tx: Tx, { id, actionId }: { id?: string; actionId?: string }) {
  const action = isUuid(actionId) ? await actionById(tx, actionId) : null;
  if (action?.aboutKind !== "alert" || action.aboutId !== id) throw new NotFound("There is no such action.");
  const alert = await tx.alert.findUnique({ where: { id }, select: { reference: true } });
  const names = await namesOf(tx, [action.personId, action.doneBy]);
  return {
    id: action.id,
    alertId: action.aboutId,
    learnerId: action.learnerId,
    reference: alert?.reference ?? null,
    what: action.what,
    isCheck: action.kind !== "agreed",
    person: names.get(action.personId) ?? "Somebody who has left",
    dueOn: formatDay(action.dueOn),
    done: action.doneAt && {
      at: formatDayTime(action.doneAt),
      by: names.get(action.doneBy ?? "") ?? "somebody who has left",
    },
    isDropped: action.droppedAt !== null,
  };
}
