import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { actionsOf } from "~/domain/chronology/chronology.queries.server";
import type { Tx } from "~/platform/database.server";
import { formatDay } from "~/platform/format";
import { factLabels, outcomeLabels, reducedLabel } from "./alerts.words";
import { outcomeOf } from "./internal/outcome-of.server";

/** What closing an alert now would do: the outcome that would stand, what it rests on, and what would be dropped. */
export async function closing(tx: Tx, alertId: string, today: string) {
  const outcome = await outcomeOf(tx, alertId, { endReason: "followed_up", today });
  const actions = await actionsOf(tx, alertId);
  const open = actions.filter((action) => !action.doneAt && !action.droppedAt);
  const names = await namesOf(
    tx,
    open.map((action) => action.personId),
  );
  return {
    outcome: outcome && {
      label: outcomeLabels[outcome.value],
      remark: outcome.remark && reducedLabel,
      isKnown: outcome.value !== "not_known",
      restsOn: outcome.restsOn.map((fact) => `${factLabels[fact.kind]}, ${formatDay(fact.happenedOn)}`),
    },
    open: open.map((action) => ({
      id: action.id,
      what: action.what,
      person: names.get(action.personId) ?? "Somebody who has left",
      dueOn: formatDay(action.dueOn),
      isCheck: action.kind !== "agreed",
    })),
  };
}

export type Closing = Awaited<ReturnType<typeof closing>>;
