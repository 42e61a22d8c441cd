import { codeLabels, versionLabels } from "~/domain/reference/reference.queries.server";
import { type Actor, may, type Permission } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { formatDay, fromDateColumn } from "~/platform/format";
import { dueInWords, notYetClosable } from "./due-words";
import { methodWords, youngPersonWords } from "./exclusion-steps.words";
import { exclusionsPolicy } from "./exclusions.policy";
import type { ExclusionRecord } from "./exclusions.queries.server";
import {
  dutyLabels,
  type ExclusionKind,
  exclusionKindLabels,
  type Ground,
  groundLabels,
  type Half,
  halfLabels,
  noneSoFar,
  type StepKind,
  stepLabels,
} from "./exclusions.words";
import { endedWords } from "./internal/change-exclusion.server";

const nobody = "Somebody who has left";

/** "4 half days, from the morning of 23 November 2026". */
const lengthOf = ({ exclusion }: ExclusionRecord): string => {
  const from = `the ${halfLabels[exclusion.startsAt as Half].toLowerCase()} of ${formatDay(exclusion.startsOn)}`;
  if (exclusion.openings === null) return `From ${from}, without a return to this school`;
  return `${exclusion.openings} half ${exclusion.openings === 1 ? "day" : "days"}, from ${from}`;
};

async function decisionOf(tx: Tx, record: ExclusionRecord) {
  const { exclusion } = record;
  const incidents = await versionLabels(tx, "incident_type");
  const motivations = await versionLabels(tx, "motivation");
  const words = (codes: readonly string[], labels: Map<string, string>) =>
    codes.map((code) => labels.get(code) ?? code).join("; ") || null;
  return [
    { key: "School", value: record.school },
    { key: "Kind", value: exclusionKindLabels[exclusion.kind as ExclusionKind] },
    { key: "Ground", value: groundLabels[exclusion.ground as Ground] },
    { key: "Decided", value: `${formatDay(exclusion.decidedOn)}, by ${exclusion.decidedBy}` },
    { key: "Length", value: lengthOf(record) },
    { key: "Due back", value: exclusion.returnDueOn && formatDay(exclusion.returnDueOn) },
    { key: "Why", value: exclusion.reason },
    { key: "Removed from the register", value: exclusion.removedOn && formatDay(exclusion.removedOn) },
    { key: "Why removed", value: exclusion.removedWhy },
    { key: "Incident type", value: words(exclusion.incidentTypes, incidents) },
    { key: "Motivation", value: words(exclusion.motivations, motivations) },
    { key: "SEEMiS reference", value: exclusion.seemisReference },
    { key: "Recorded by", value: record.names.get(exclusion.recordedById) ?? nobody },
  ].filter((row) => row.value !== null);
}

function stepsOf({ exclusion, notifyList }: ExclusionRecord) {
  const named = new Map(notifyList.map((entry) => [entry.id, entry.name]));
  return exclusion.steps.map((step) => ({
    id: step.id,
    label: stepLabels[step.kind as StepKind],
    when: [formatDay(step.happenedOn), step.time].filter(Boolean).join(", "),
    by: step.byName,
    how: step.method ? methodWords[step.method as keyof typeof methodWords] : null,
    who: [
      ...step.toPersonIds.map((id) => named.get(id) ?? nobody),
      ...(step.toLearner ? [youngPersonWords] : []),
    ].join(", "),
    words: step.words,
  }));
}

async function educationOf(tx: Tx, { exclusion }: ExclusionRecord, today: string) {
  const labels = await codeLabels(tx, "education_meanwhile", today);
  return exclusion.education.toReversed().map((answer) => ({
    id: answer.id,
    isNone: answer.provision === noneSoFar,
    label: labels.get(answer.provision) ?? answer.provision,
    from: formatDay(answer.from),
    decidedBy: answer.decidedBy,
    why: answer.why,
  }));
}

const timelineOf = ({ events, names }: ExclusionRecord) =>
  events.toReversed().map((event) => ({
    id: event.id,
    at: event.at,
    heading: event.summary,
    body: event.detail,
    by: event.personId ? (names.get(event.personId) ?? nobody) : null,
  }));

/** What the actor may do with an exclusion now. */
function offers({ exclusion }: ExclusionRecord, actor: Actor) {
  const isOpen = endedWords(exclusion) === null;
  const stands = exclusion.annulledAt === null;
  const mayDo = (permission: Permission) => may(actor, permission, exclusion.schoolId);
  return {
    record: isOpen && mayDo(exclusionsPolicy.record),
    recordAppeal: stands && mayDo(exclusionsPolicy.record),
    close: isOpen && mayDo(exclusionsPolicy.close),
    annul: stands && mayDo(exclusionsPolicy.annul),
    removeFromRegister:
      isOpen && exclusion.kind === "temporary" && mayDo(exclusionsPolicy.removeFromRegister),
  };
}

/** The record as the page shows it: names and labels resolved, no ids of people. */
export async function exclusionView(
  tx: Tx,
  record: ExclusionRecord,
  { actor, today }: { actor: Actor; today: string },
) {
  const { exclusion, learner, alert } = record;
  return {
    id: exclusion.id,
    reference: exclusion.reference,
    learner,
    ended: endedWords(exclusion),
    annulledWhy: exclusion.annulledWhy,
    alert: alert && { id: alert.id, reference: alert.reference },
    hasAlert: exclusion.alertId !== null,
    returnDueOn: exclusion.returnDueOn && fromDateColumn(exclusion.returnDueOn),
    decision: await decisionOf(tx, record),
    unit: record.unit,
    duties: record.duties.map((duty) => ({
      ...duty,
      label: dutyLabels[duty.duty],
      words: dueInWords(duty, today),
    })),
    steps: stepsOf(record),
    hasAppeal: exclusion.steps.some((step) => step.kind === "appeal_lodged"),
    education: await educationOf(tx, record, today),
    offers: offers(record, actor),
    notYet: notYetClosable(record.duties, today),
    timeline: timelineOf(record),
  };
}

export type ExclusionView = Awaited<ReturnType<typeof exclusionView>>;
