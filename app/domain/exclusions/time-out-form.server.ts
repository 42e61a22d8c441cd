import { alertsByIds, earlierAlerts } from "~/domain/alerts/alerts.queries.server";
import { learnerNamed, schoolIdsOf } from "~/domain/learners/learners.queries.server";
import { schoolsByIds } from "~/domain/organisations/organisations.queries.server";
import { type Actor, may } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { formatDay, toDateColumn } from "~/platform/format";
import { isUuid } from "~/platform/uuid";
import { exclusionsPolicy } from "./exclusions.policy";

type Asked = { learnerId: string | null; alertId: string | null; today: string };

/**
 * What the form shows: the learner, the schools at which the actor may record, and the learner's alerts to choose from.
 * @throws NotFound for a learner who is on the roll of no school of the actor's
 */
export async function timeOutForm(tx: Tx, actor: Actor, { learnerId, alertId, today }: Asked) {
  const learner = await learnerNamed(tx, learnerId ?? "");
  const onRoll = (await schoolIdsOf(tx, [learner.id], toDateColumn(today))).get(learner.id) ?? [];
  const own = onRoll.filter((id) => may(actor, exclusionsPolicy.recordTimeOut, id));
  const schools = [...(await schoolsByIds(tx, own)).values()];
  if (schools.length === 0) throw new NotFound("There is no such learner.");
  const alerts = await earlierAlerts(tx, learner.id, null);
  const chosen = isUuid(alertId) ? (await alertsByIds(tx, [alertId])).get(alertId) : undefined;
  const offered = chosen && !alerts.some((alert) => alert.id === chosen.id) ? [chosen, ...alerts] : alerts;
  return {
    learner,
    schools: schools.map(({ id, name }) => ({ value: id, label: name })),
    alerts: offered
      .filter((alert) => alert.learnerId === learner.id)
      .map(({ id, reference, raisedAt }) => ({ value: id, label: `${reference}, ${formatDay(raisedAt)}` })),
    alertId: chosen?.learnerId === learner.id ? chosen.id : null,
    today,
  };
}

export type TimeOutForm = Awaited<ReturnType<typeof timeOutForm>>;
