import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { alertsByIds } from "~/domain/alerts/alerts.queries.server";
import { type Calendar, usualDutyHours } from "~/domain/calendars/calendars.clocks";
import { schoolCalendarsOf } from "~/domain/calendars/calendars.queries.server";
import { timelineOf } from "~/domain/chronology/chronology.queries.server";
import { learnersByIds, type NamedLearner } from "~/domain/learners/learners.queries.server";
import { notifyListOf } from "~/domain/learners/notify-list.queries.server";
import { schoolsByIds } from "~/domain/organisations/organisations.queries.server";
import { type Actor, schoolsWhere } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { isUuid } from "~/platform/uuid";
import { waitingDuties } from "./due-words";
import { exclusionsPolicy } from "./exclusions.policy";
import type { DutyState } from "./exclusions.words";
import { clockFactsOf } from "./internal/clock-facts";
import { countingRulesOf } from "./internal/counting-rules.server";
import { dutiesOf } from "./internal/exclusion-clock";
import { type ExclusionRow, exclusionRows } from "./internal/exclusion-rows.server";

/** A calendar that knows nothing, for a school that is gone. */
const noCalendar: Calendar = { terms: [], closedDays: [], dutyHours: usualDutyHours };

/** The duties of exclusions on a day, by id; a fixed number of queries. */
async function dutiesByExclusion(tx: Tx, rows: readonly ExclusionRow[], today: string) {
  const schools = await schoolsByIds(
    tx,
    rows.map((row) => row.schoolId),
  );
  const calendars = await schoolCalendarsOf(tx, [...schools.values()]);
  const rulesOf = await countingRulesOf(
    tx,
    [...schools.values()].map((school) => school.authorityId),
  );
  const duties = new Map<string, DutyState[]>();
  for (const row of rows) {
    const calendar = calendars.get(row.schoolId) ?? noCalendar;
    const rules = rulesOf(schools.get(row.schoolId)?.authorityId ?? "");
    duties.set(row.id, dutiesOf({ facts: clockFactsOf(row), rules, calendar, today }));
  }
  return { schools, duties, rulesOf };
}

/** One exclusion in a list. `learner` is null where the viewer may not see them (any more). */
export type ListedExclusion = {
  id: string;
  reference: string;
  learner: NamedLearner | null;
  schoolId: string;
  school: string;
  kind: string;
  decidedOn: Date;
  openings: number | null;
  alertId: string | null;
  /** What is due next, if it is open and anything is. */
  next: DutyState | null;
  closedAt: Date | null;
  annulledAt: Date | null;
};

async function listed(tx: Tx, rows: readonly ExclusionRow[], today: string): Promise<ListedExclusion[]> {
  const { schools, duties } = await dutiesByExclusion(tx, rows, today);
  const learners = await learnersByIds(
    tx,
    rows.map((row) => row.learnerId),
  );
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    learner: learners.get(row.learnerId) ?? null,
    schoolId: row.schoolId,
    school: schools.get(row.schoolId)?.name ?? "",
    kind: row.kind,
    decidedOn: row.decidedOn,
    openings: row.openings,
    alertId: row.alertId,
    next: row.closedAt ? null : (waitingDuties(duties.get(row.id) ?? [])[0] ?? null),
    closedAt: row.closedAt,
    annulledAt: row.annulledAt,
  }));
}

const isOpen = { closedAt: null, annulledAt: null };
const atSchool = (schoolId: string | null) => (schoolId ? { schoolId } : {});
const farOff = "9999";

/** Open exclusions that the actor may see, what is due first on top; at most 200. */
export async function openExclusions(
  tx: Tx,
  { today, schoolId = null }: { today: string; schoolId?: string | null },
): Promise<ListedExclusion[]> {
  const order = [{ decidedOn: "desc" as const }, { id: "asc" as const }];
  const rows = await exclusionRows(tx, { ...isOpen, ...atSchool(schoolId) }, order, 200);
  const found = await listed(tx, rows, today);
  return found.sort((a, b) => (a.next?.dueOn ?? farOff).localeCompare(b.next?.dueOn ?? farOff));
}

/** Closed and annulled exclusions that the actor may see, newest first; at most 50. */
export async function endedExclusions(
  tx: Tx,
  { today, schoolId = null }: { today: string; schoolId?: string | null },
): Promise<ListedExclusion[]> {
  const isEnded = { OR: [{ closedAt: { not: null } }, { annulledAt: { not: null } }] };
  const order = [{ decidedOn: "desc" as const }, { id: "asc" as const }];
  return listed(tx, await exclusionRows(tx, { ...isEnded, ...atSchool(schoolId) }, order, 50), today);
}

/**
 * Open exclusions with something due that are the actor's to see to: all of their own school, and those whose alert they
 * coordinate. What is due first on top.
 */
export async function exclusionsWaitingFor(tx: Tx, actor: Actor, today: string): Promise<ListedExclusion[]> {
  const waiting = (await openExclusions(tx, { today })).filter(({ next }) => next !== null);
  const alertIds = waiting.flatMap(({ alertId }) => alertId ?? []);
  const owned = await tx.alert.findMany({
    where: { id: { in: alertIds }, ownerId: actor.personId },
    select: { id: true },
  });
  const isTheirs = ({ schoolId, alertId }: ListedExclusion) =>
    schoolsWhere(actor, exclusionsPolicy.record).includes(schoolId) || owned.some(({ id }) => id === alertId);
  return waiting.filter(isTheirs);
}

/** The exclusion of an alert that stands, as far as the actor may see it; null without one. */
export function exclusionOfAlert(tx: Tx, alertId: string): Promise<{ id: string; reference: string } | null> {
  return tx.exclusion.findFirst({
    where: { alertId, annulledAt: null },
    select: { id: true, reference: true },
  });
}

/**
 * One exclusion by the id in a URL, with its steps and answers.
 * @throws NotFound when there is none, or none for this actor
 */
export async function exclusionOf(tx: Tx, id: string | undefined): Promise<ExclusionRow> {
  const [row] = isUuid(id) ? await exclusionRows(tx, { id }, { id: "asc" }, 1) : [];
  if (!row) throw new NotFound("There is no such exclusion.");
  return row;
}

/**
 * How the duties of one exclusion stand on a day.
 * @throws NotFound when there is none, or none for this actor
 */
export async function dutiesOfExclusion(tx: Tx, id: string | undefined, today: string): Promise<DutyState[]> {
  const row = await exclusionOf(tx, id);
  return (await dutiesByExclusion(tx, [row], today)).duties.get(row.id) ?? [];
}

/**
 * Everything on one exclusion that the actor may see, with its duties on a day.
 * @throws NotFound when there is none, or none for this actor
 */
export async function exclusionRecord(tx: Tx, id: string | undefined, today: string) {
  const exclusion = await exclusionOf(tx, id);
  const { schools, duties, rulesOf } = await dutiesByExclusion(tx, [exclusion], today);
  const school = schools.get(exclusion.schoolId);
  const learners = await learnersByIds(tx, [exclusion.learnerId]);
  const alerts = await alertsByIds(tx, exclusion.alertId ? [exclusion.alertId] : []);
  const events = await timelineOf(tx, exclusion.id);
  return {
    exclusion,
    duties: duties.get(exclusion.id) ?? [],
    unit: rulesOf(school?.authorityId ?? "").unit,
    learner: learners.get(exclusion.learnerId) ?? null,
    school: school?.name ?? "",
    alert: exclusion.alertId ? (alerts.get(exclusion.alertId) ?? null) : null,
    notifyList: await notifyListOf(tx, exclusion.learnerId),
    events,
    names: await namesOf(tx, [exclusion.recordedById, ...events.map((event) => event.personId)]),
  };
}

export type ExclusionRecord = Awaited<ReturnType<typeof exclusionRecord>>;
