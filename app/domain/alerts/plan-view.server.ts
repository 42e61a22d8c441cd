import { dayOf, formatDay, formatDayTime, fromDateColumn } from "~/platform/format";
import { childViewWords } from "./alert-form.words";
import type { AlertRecord } from "./alert-record.queries.server";
import {
  type Decision,
  decisionLabels,
  type FactKind,
  factLabels,
  outcomeLabels,
  reducedLabel,
} from "./alerts.words";
import {
  type AdvocacyAnswer,
  advocacyAnswerWords,
  type MeetingKind,
  meetingKindWords,
  type OptionAnswer,
  optionAnswerWords,
} from "./coordinate-alert.words";
import { sourceInWords } from "./decide-alert.words";
import { checkDays } from "./internal/follow-up";
import { hasBegun } from "./internal/outcome-of.server";

const somebody = "Somebody who has left";

const nameIn = ({ names }: AlertRecord, id: string | null): string => (id && names.get(id)) || somebody;

const halfDays = (openings: number | null): string | null =>
  openings === null ? null : `${openings} half ${openings === 1 ? "day" : "days"}`;

/** What is used first, then what is not; within each, in the order in which they were answered. */
function optionsOf(record: AlertRecord) {
  const options = record.alert.options.map((option) => ({
    id: option.id,
    label:
      record.alternatives.get(`${option.alternative}@${option.alternativeVersion}`) ?? option.alternative,
    isUsed: option.answer === "will_use",
    answer: optionAnswerWords[option.answer as OptionAnswer],
    why: [record.reasonsNotUsed.get(`${option.reason}@${option.reasonVersion}`), option.why]
      .filter(Boolean)
      .join(". "),
    by: `${nameIn(record, option.personId)}, ${formatDay(option.at)}`,
  }));
  return [...options.filter((option) => option.isUsed), ...options.filter((option) => !option.isUsed)];
}

function peopleOf(record: AlertRecord) {
  return record.alert.people.map((person) => ({
    id: person.id,
    name: person.name,
    role: person.role,
    told: person.toldAt ? `${formatDayTime(person.toldAt)}, by ${nameIn(record, person.toldById)}` : null,
  }));
}

function meetingsOf(record: AlertRecord) {
  return record.alert.meetings.map((meeting) => ({
    id: meeting.id,
    title: `${meetingKindWords[meeting.kind as MeetingKind]}, ${formatDayTime(meeting.heldAt)}`,
    attendees: meeting.attendees,
    notes: meeting.notes,
    by: nameIn(record, meeting.personId),
  }));
}

export type ActionStatus = "open" | "overdue" | "done" | "dropped";

function statusOf(action: AlertRecord["actions"][number], today: string): ActionStatus {
  if (action.doneAt) return "done";
  if (action.droppedAt) return "dropped";
  return action.dueOn < today ? "overdue" : "open";
}

/** What is still to be done first, next due first. */
function actionsOf(record: AlertRecord, today: string) {
  const actions = record.actions.map((action) => ({
    id: action.id,
    what: action.what,
    isCheck: action.kind !== "agreed",
    person: nameIn(record, action.personId),
    dueOn: formatDay(action.dueOn),
    status: statusOf(action, today),
    done: action.doneAt && `${formatDayTime(action.doneAt)}, ${nameIn(record, action.doneBy)}`,
  }));
  const isSettled = ({ status }: { status: ActionStatus }) => status === "done" || status === "dropped";
  return [...actions.filter((action) => !isSettled(action)), ...actions.filter(isSettled)];
}

function decisionOf(record: AlertRecord) {
  const { decision } = record.alert;
  if (!decision) return null;
  const words = childViewWords[decision.childView as keyof typeof childViewWords];
  return {
    label: decisionLabels[decision.decision as Decision],
    length: halfDays(decision.openings),
    decidedOn: formatDay(decision.decidedOn),
    decidedBy: decision.decidedBy,
    reason: decision.reason,
    child: decision.childWords ? `“${decision.childWords}”` : words,
    recorded: `${formatDayTime(decision.recordedAt)}, ${nameIn(record, decision.recordedById)}`,
  };
}

/** The day of each check that is still to come, so that "Not known yet" says until when. */
function checksToCome({ alert, calendar }: AlertRecord, today: string): string[] {
  if (!alert.decision || alert.endedAt) return [];
  const { first, second } = checkDays(fromDateColumn(alert.decision.decidedOn), calendar);
  return [first, second].filter(({ day }) => today < day).map(({ day }) => formatDay(day));
}

function outcomeOf({ alert, outcome }: AlertRecord, today: string) {
  if (!outcome) return null;
  const restsOn = new Set(outcome.restsOn.map((fact) => fact.id));
  return {
    value: outcome.value,
    label: outcomeLabels[outcome.value],
    remark: outcome.remark && reducedLabel,
    facts: alert.facts
      .filter((fact) => hasBegun(fact, today))
      .map((fact) => ({
        id: fact.id,
        label: [factLabels[fact.kind as FactKind], halfDays(fact.openings)].filter(Boolean).join(", "),
        happenedOn: formatDay(fact.happenedOn),
        source: sourceInWords(fact.source),
        counts: restsOn.has(fact.id),
        withdrawnOn: fact.withdrawnAt && formatDay(fact.withdrawnAt),
      })),
  };
}

/** What was planned, decided and found out about an alert, names and labels resolved; days and times as people read them. */
export function planView(record: AlertRecord, now: Date) {
  const { alert } = record;
  const today = dayOf(now);
  return {
    id: alert.id,
    options: optionsOf(record),
    people: peopleOf(record),
    advocacy: alert.advocacyOfferedBy && {
      offeredBy: alert.advocacyOfferedBy,
      answer: advocacyAnswerWords[(alert.advocacyAnswer ?? "not_answered") as AdvocacyAnswer],
    },
    meetings: meetingsOf(record),
    actions: actionsOf(record, today),
    decision: decisionOf(record),
    checksToCome: checksToCome(record, today),
    outcome: outcomeOf(record, today),
    learningNote: alert.learningNote,
  };
}

export type PlanView = ReturnType<typeof planView>;
