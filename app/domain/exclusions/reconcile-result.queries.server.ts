import { openingsBetween } from "~/domain/calendars/calendars.clocks";
import { schoolCalendarsOf } from "~/domain/calendars/calendars.queries.server";
import { learnersByIds } from "~/domain/learners/learners.queries.server";
import { schoolsByIds, schoolsOfAuthority } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { dayOf, fromDateColumn, toDateColumn } from "~/platform/format";
import {
  type AlertThen,
  coverageOf,
  differs,
  matchRecorded,
  type RecordedHere,
  sendHomeSign,
  type TimeOutHere,
} from "./internal/match-recorded";

/** Days of a comparison, "2026-11-22", both included, and whose schools. */
export type Period = { authorityId: string; from: string; until: string };

const day = (date: Date | null): string | null => date && fromDateColumn(date);

/** What the authority's system holds in the period. A length that is not given is counted by the school's own calendar. */
async function recordedThere(tx: Tx, { authorityId, from, until }: Period) {
  const rows = await tx.recordedExclusion.findMany({
    where: { authorityId, startsOn: { gte: toDateColumn(from), lte: toDateColumn(until) } },
    orderBy: [{ startsOn: "asc" }, { id: "asc" }],
    select: {
      id: true,
      learnerId: true,
      schoolId: true,
      kind: true,
      startsOn: true,
      endsOn: true,
      openings: true,
      code: true,
    },
  });
  const schools = await schoolsByIds(
    tx,
    rows.map(({ schoolId }) => schoolId),
  );
  const calendars = await schoolCalendarsOf(tx, [...schools.values()]);
  return rows.map((row) => {
    const [startsOn, endsOn] = [fromDateColumn(row.startsOn), day(row.endsOn)];
    const calendar = calendars.get(row.schoolId);
    const counted = calendar && endsOn ? openingsBetween(calendar, startsOn, endsOn) : null;
    return { ...row, startsOn, endsOn, openings: row.openings ?? counted };
  });
}

/** Exclusions that stand here, of the authority's schools in the period, and of these learners whenever. */
async function recordedHere(tx: Tx, { authorityId, from, until }: Period, learnerIds: string[]) {
  const schools = await schoolsOfAuthority(tx, authorityId);
  const inPeriod = { startsOn: { gte: toDateColumn(from), lte: toDateColumn(until) } };
  const rows = await tx.exclusion.findMany({
    where: {
      annulledAt: null,
      OR: [{ learnerId: { in: learnerIds } }, { schoolId: { in: schools.map(({ id }) => id) }, ...inPeriod }],
    },
    select: {
      id: true,
      reference: true,
      learnerId: true,
      schoolId: true,
      startsOn: true,
      returnDueOn: true,
      openings: true,
      alertId: true,
    },
  });
  return rows.map(
    ({ startsOn, returnDueOn, ...row }): RecordedHere => ({
      ...row,
      startsOn: fromDateColumn(startsOn),
      returnsOn: day(returnDueOn),
    }),
  );
}

/** Alerts that meant these learners: no practice, no repetition, none that was not for the Virtual School. */
async function alertsThen(tx: Tx, learnerIds: string[]): Promise<AlertThen[]> {
  const rows = await tx.alert.findMany({
    where: { learnerId: { in: learnerIds }, isDrill: false },
    select: { id: true, reference: true, learnerId: true, raisedAt: true, endedAt: true, endReason: true },
  });
  const isMeant = ({ endReason }: { endReason: string | null }) =>
    endReason !== "duplicate" && endReason !== "not_for_virtual_school" && endReason !== "practice";
  return rows.filter(isMeant).map(({ id, reference, learnerId, raisedAt, endedAt }) => ({
    id,
    reference,
    learnerId: learnerId ?? "",
    raisedOn: dayOf(raisedAt),
    endedOn: endedAt && dayOf(endedAt),
  }));
}

async function timeOutHere(tx: Tx, learnerIds: string[]): Promise<TimeOutHere[]> {
  const rows = await tx.timeOut.findMany({
    where: { learnerId: { in: learnerIds }, withdrawnAt: null },
    select: { learnerId: true, kind: true, startsOn: true, endsOn: true },
  });
  return rows.map(({ startsOn, endsOn, ...row }) => ({
    ...row,
    startsOn: fromDateColumn(startsOn),
    endsOn: day(endsOn),
  }));
}

/** How what the authority's system holds of a period compares with what is recorded here; a fixed number of queries. */
export async function comparison(tx: Tx, period: Period) {
  const recorded = await recordedThere(tx, period);
  const ids = [...new Set(recorded.map(({ learnerId }) => learnerId))];
  const here = await recordedHere(tx, period, ids);
  const alerts = await alertsThen(tx, ids);
  const timeOut = await timeOutHere(tx, ids);
  const exclusions = recorded.filter(({ kind }) => kind === "exclusion");
  const matched = matchRecorded(exclusions, { here, alerts });
  const found = new Set(matched.flatMap((each) => each.here?.id ?? []));
  const onlyHere = here.filter(
    ({ id, startsOn }) => !found.has(id) && period.from <= startsOn && startsOn <= period.until,
  );
  const sendHomes = recorded.flatMap((there) => {
    const sign = there.kind === "absence" ? sendHomeSign(there, { timeOut, alerts }) : null;
    return sign ? [{ there, ...sign }] : [];
  });
  const shown = [...recorded, ...onlyHere];
  const learners = await learnersByIds(
    tx,
    shown.map(({ learnerId }) => learnerId),
  );
  const schools = await schoolsByIds(
    tx,
    shown.map(({ schoolId }) => schoolId),
  );
  const named = <Of extends { learnerId: string; schoolId: string }>(of: Of) => ({
    learner: learners.get(of.learnerId) ?? null,
    school: schools.get(of.schoolId)?.name ?? "",
  });
  const coverage = coverageOf(matched)
    .map((each) => ({ ...each, school: schools.get(each.schoolId)?.name ?? "" }))
    .sort((a, b) => a.school.localeCompare(b.school));
  return {
    withoutAlert: matched
      .filter(({ alert }) => alert === null)
      .map((each) => ({ ...each, ...named(each.there) })),
    sendHomes: sendHomes.map((each) => ({ ...each, ...named(each.there) })),
    differences: matched.filter(differs).map((each) => ({ ...each, ...named(each.there) })),
    onlyHere: onlyHere.map((each) => ({ here: each, ...named(each) })),
    coverage,
    /** Whom the page shows, for the log of what was read. */
    learnerIds: [...learners.keys()],
  };
}

export type Comparison = Awaited<ReturnType<typeof comparison>>;
