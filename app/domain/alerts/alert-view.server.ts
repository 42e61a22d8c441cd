import { addOpenings } from "~/domain/calendars/calendars.clocks";
import { acceptedInWords } from "~/domain/notifications/delivery-row";
import type { Delivery } from "~/domain/notifications/notifications.queries.server";
import { isLost } from "~/domain/notifications/notifications.schema";
import { phoneNumbersOf } from "~/domain/organisations/organisations.queries.server";
import { codeLabels } from "~/domain/reference/reference.queries.server";
import { type Actor, may } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { dayOf, formatDay, formatDayTime, formatTime } from "~/platform/format";
import { childViewWords, whereNowWords } from "./alert-form.words";
import type { AlertRecord } from "./alert-record.queries.server";
import { alertsPolicy } from "./alerts.policy";
import { stateLabels, urgencyLabels } from "./alerts.words";

const nobody = "Somebody who has left";

const dayOrTime = (at: Date, now: Date): string =>
  dayOf(at) === dayOf(now) ? formatTime(at) : formatDayTime(at);

/** Who it is about, as far as the viewer may know. */
function childOf({ alert, learner }: AlertRecord, isOfSchool: boolean) {
  if (alert.isDrill) return { name: "Practice alert", stage: null, note: "No child is meant" };
  if (learner) return { name: learner.name, stage: learner.stage, note: null };
  if (alert.unverifiedChild) {
    return {
      name: alert.unverifiedChild.name,
      stage: alert.unverifiedChild.stage,
      note: "Not checked yet by the Virtual School",
    };
  }
  if (alert.endReason === "not_for_virtual_school")
    return { name: null, stage: null, note: "Details erased" };
  return {
    name: null,
    stage: null,
    note: isOfSchool
      ? "On the roll of another school now"
      : "Name shown to the school and the Virtual School",
  };
}

/** The manager's receipt: stored, accepted, answered; and when it was not accepted, that it was not. */
function receiptOf({ alert, deliveries, names }: AlertRecord, now: Date) {
  const sent = deliveries.filter((delivery) => delivery.template === "alerts/alert-raised");
  const accepted = sent.find((delivery) => delivery.acceptedAt);
  const failed = sent.find((delivery) => isLost(delivery.state));
  const nameOf = (delivery: Delivery) => names.get(delivery.toPersonId ?? "") ?? nobody;
  return {
    storedAt: dayOrTime(alert.raisedAt, now),
    asked: [...new Set(sent.map(nameOf))].join(", "),
    accepted: accepted?.acceptedAt
      ? `${acceptedInWords(accepted.channel, nameOf(accepted))} ${dayOrTime(accepted.acceptedAt, now)}`
      : null,
    problem: !accepted && failed ? "The message could not be delivered. Please ring." : null,
    isRetrying: !accepted && !failed && sent.some((delivery) => delivery.nextAttemptAt !== null),
    answeredAt: alert.acknowledgedAt ? dayOrTime(alert.acknowledgedAt, now) : null,
    answeredBy: alert.acknowledgedById ? (names.get(alert.acknowledgedById) ?? nobody) : null,
    willRingBy: alert.willRingBy ? dayOrTime(alert.willRingBy, now) : null,
    answerDueAt: alert.answerDueAt,
  };
}

function decisionExpected({ alert }: AlertRecord): string {
  if (alert.decisionAlreadyMade) return "The decision was made before the alert";
  return alert.decisionExpectedAt
    ? formatDayTime(alert.decisionExpectedAt)
    : "Not known, so treated as today";
}

/** "4 half days: to 25 November 2026, if they began on the next school day", by the school's own calendar. */
function lengthConsidered({ alert, calendar }: AlertRecord): string | null {
  const openings = alert.openingsConsidered;
  if (!openings) return null;
  const length = openings === 1 ? "1 half day" : `${openings} half days`;
  const last = addOpenings(calendar, dayOf(alert.raisedAt), openings);
  return last ? `${length}: to ${formatDay(last)}, if they began on the next school day` : length;
}

/** What was sent with the form, labels in place of codes. Empty texts are left out. */
async function reportOf(tx: Tx, record: AlertRecord) {
  const { alert, school } = record;
  const raisedOn = dayOf(alert.raisedAt);
  const triggers = await codeLabels(tx, "trigger", raisedOn);
  const knows = await codeLabels(tx, "who_knows", raisedOn);
  const words = (codes: string[], labels: Map<string, string>) =>
    codes.map((code) => labels.get(code) ?? code).join("; ") || null;
  return [
    { key: "School", value: school.name },
    { key: "Decision expected", value: decisionExpected(record) },
    { key: "Length being considered", value: lengthConsidered(record) },
    {
      key: "Where the child is",
      value: alert.whereNow ? whereNowWords[alert.whereNow as keyof typeof whereNowWords] : null,
    },
    { key: "With", value: alert.withWhom || null },
    { key: "What happened", value: alert.whatHappened || null },
    { key: "What led to it", value: words(alert.triggers, triggers) },
    {
      key: "What the child says",
      value: alert.childWords
        ? `“${alert.childWords}”`
        : childViewWords[alert.childView as keyof typeof childViewWords],
    },
    { key: "Who already knows", value: words(alert.whoKnows, knows) },
    { key: "Support in place", value: alert.supportInPlace },
    { key: "Tried so far", value: alert.triedSoFar },
  ];
}

/** The alert that this one repeats, as far as the viewer may see it. */
function duplicateOf(tx: Tx, id: string | null) {
  return id === null ? null : tx.alert.findUnique({ where: { id }, select: { id: true, reference: true } });
}

/** The record as the page shows it: names and labels resolved, no ids of people. */
export async function alertView(tx: Tx, record: AlertRecord, { now, actor }: { now: Date; actor: Actor }) {
  const { alert, school, events, names, earlier } = record;
  return {
    id: alert.id,
    reference: alert.reference,
    state: alert.state,
    stateLabel: stateLabels[alert.state],
    urgency: alert.urgency,
    urgencyLabel: urgencyLabels[alert.urgency],
    learnerId: record.learner?.id ?? null,
    child: childOf(record, may(actor, alertsPolicy.decide)),
    isDrill: alert.isDrill,
    duplicateOf: await duplicateOf(tx, alert.duplicateOfId),
    isUnverified: alert.unverifiedChild !== null,
    isUnsafe: !alert.isChildSafe || alert.wasSentOut,
    isAnswered: alert.acknowledgedAt !== null,
    owner: alert.ownerId ? (names.get(alert.ownerId) ?? nobody) : null,
    raisedBy: names.get(alert.raisedById) ?? nobody,
    raisedAt: formatDayTime(alert.raisedAt),
    receipt: receiptOf(record, now),
    report: await reportOf(tx, record),
    phones: {
      notSafe: await phoneNumbersOf(tx, school.authorityId, "child_not_safe"),
      nobodyAnswers: await phoneNumbersOf(tx, school.authorityId, "nobody_answers"),
    },
    earlier: earlier.map((other) => ({
      id: other.id,
      reference: other.reference,
      raisedOn: formatDay(other.raisedAt),
      stateLabel: stateLabels[other.state],
    })),
    timeline: events.toReversed().map((event) => ({
      id: event.id,
      at: event.at,
      heading: event.summary,
      body: event.detail,
      by: event.personId ? (names.get(event.personId) ?? nobody) : null,
      isVirtualSchoolOnly: event.audience === "virtual_school_only",
    })),
    now,
  };
}

export type AlertView = Awaited<ReturnType<typeof alertView>>;
