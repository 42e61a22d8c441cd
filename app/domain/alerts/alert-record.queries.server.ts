import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { schoolCalendarOf } from "~/domain/calendars/calendars.queries.server";
import { actionsOf, timelineOf } from "~/domain/chronology/chronology.queries.server";
import { learnersByIds } from "~/domain/learners/learners.queries.server";
import { notifyListOf } from "~/domain/learners/notify-list.queries.server";
import { deliveriesOf } from "~/domain/notifications/notifications.queries.server";
import { schoolById } from "~/domain/organisations/organisations.queries.server";
import { versionLabels } from "~/domain/reference/reference.queries.server";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { isUuid } from "~/platform/uuid";
import { earlierAlerts } from "./alerts.queries.server";
import type { AlertState, EndReason, Urgency } from "./alerts.words";
import { deriveOutcome } from "./internal/outcome";
import { countedFacts } from "./internal/outcome-of.server";

async function findAlert(tx: Tx, id: string) {
  if (!isUuid(id)) throw new NotFound("There is no such alert.");
  const alert = await tx.alert.findUnique({ where: { id } });
  if (!alert) throw new NotFound("There is no such alert.", { alertId: id });
  // One after the other: an include asks for all at once, which one connection in a transaction cannot do.
  const where = { alertId: id };
  const unverifiedChild = await tx.unverifiedChild.findUnique({ where });
  const options = await tx.alertOption.findMany({ where, orderBy: { at: "asc" } });
  const people = await tx.alertPerson.findMany({ where, orderBy: { name: "asc" } });
  const meetings = await tx.alertMeeting.findMany({ where, orderBy: { heldAt: "asc" } });
  const decision = await tx.alertDecision.findUnique({ where });
  const facts = await tx.alertFact.findMany({
    where,
    orderBy: [{ happenedOn: "asc" }, { recordedAt: "asc" }],
  });
  return {
    ...alert,
    ...{ unverifiedChild, options, people, meetings, decision, facts },
    state: alert.state as AlertState,
    urgency: alert.urgency as Urgency,
    endReason: alert.endReason as EndReason | null,
  };
}

/**
 * Everything on one alert that the actor may see, names included, with its outcome on a day ("2026-11-22").
 * @throws NotFound when there is none, or none for this actor
 */
export async function alertRecord(tx: Tx, id: string, today: string) {
  const alert = await findAlert(tx, id);
  const learner = alert.learnerId
    ? ((await learnersByIds(tx, [alert.learnerId])).get(alert.learnerId) ?? null)
    : null;
  const school = await schoolById(tx, alert.schoolId);
  if (!school) throw new NotFound("There is no such school.", { schoolId: alert.schoolId });
  const events = await timelineOf(tx, id);
  const actions = await actionsOf(tx, id);
  const deliveries = await deliveriesOf(tx, { kind: "alert", id });
  const notifyList = alert.learnerId ? await notifyListOf(tx, alert.learnerId) : [];
  const earlier = alert.learnerId ? await earlierAlerts(tx, alert.learnerId, id) : [];
  const names = await namesOf(tx, [
    alert.raisedById,
    alert.acknowledgedById,
    alert.ownerId,
    alert.dutyPersonId,
    alert.dutyDeputeId,
    alert.decision?.recordedById ?? null,
    ...events.map((event) => event.personId),
    ...actions.flatMap((action) => [action.personId, action.doneBy]),
    ...deliveries.map((delivery) => delivery.toPersonId),
    ...alert.options.map((option) => option.personId),
    ...alert.people.map((person) => person.toldById),
    ...alert.meetings.map((meeting) => meeting.personId),
    ...alert.facts.map((fact) => fact.personId),
  ]);
  const alternatives = await versionLabels(tx, "alternative");
  const reasonsNotUsed = await versionLabels(tx, "reason_not_used");
  const calendar = await schoolCalendarOf(tx, school);
  const outcome = deriveOutcome({
    facts: countedFacts(alert.facts, today),
    alert: {
      raisedOn: dayOf(alert.raisedAt),
      endReason: alert.endReason,
      openingsConsidered: alert.openingsConsidered,
    },
    calendar,
  });
  return {
    alert,
    learner,
    school,
    events,
    actions,
    deliveries,
    notifyList,
    earlier,
    names,
    outcome,
    alternatives,
    reasonsNotUsed,
    calendar,
  };
}

export type AlertRecord = Awaited<ReturnType<typeof alertRecord>>;
