import { schoolCalendarsOf } from "~/domain/calendars/calendars.queries.server";
import { learnersByIds } from "~/domain/learners/learners.queries.server";
import { schoolsByIds } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { fromDateColumn, toDateColumn } from "~/platform/format";
import { isUuid } from "~/platform/uuid";
import type { TimeOutKind } from "./exclusions.words";
import { openingsLost } from "./internal/openings-lost";
import { type Chased, chasedOf } from "./internal/time-out-fact";
import { stretchOf } from "./openings-lost.queries.server";

type Where = NonNullable<Parameters<Tx["timeOut"]["findMany"]>[0]>["where"];

/** Time out as lists show it: what is chased about it, and the half days lost until a day. Days are "2026-11-22". */
async function listed(tx: Tx, where: Where, { today, take }: { today: string; take: number }) {
  const rows = await tx.timeOut.findMany({ where, orderBy: [{ startsOn: "desc" }, { id: "asc" }], take });
  const schools = await schoolsByIds(
    tx,
    rows.map((row) => row.schoolId),
  );
  const calendars = await schoolCalendarsOf(tx, [...schools.values()]);
  return rows.map((row) => {
    const calendar = calendars.get(row.schoolId);
    if (!calendar) throw new Error("a school of time out has no calendar");
    const stretch = stretchOf(row);
    const reviewOn = row.reviewOn && fromDateColumn(row.reviewOn);
    return {
      ...row,
      ...stretch,
      reviewOn,
      reviewedOn: row.reviewedOn && fromDateColumn(row.reviewedOn),
      school: schools.get(row.schoolId)?.name ?? "",
      lost: openingsLost([stretch], { calendar, from: stretch.startsOn, until: today }),
      chased: row.withdrawnAt ? null : chasedOf({ ...stretch, reviewOn }, today),
    };
  });
}

export type ListedTimeOut = Awaited<ReturnType<typeof listed>>[number];

/** All time out of a learner that the actor may see, newest first; at most 100. */
export const timeOutOf = (tx: Tx, learnerId: string, today: string): Promise<ListedTimeOut[]> =>
  listed(tx, { learnerId }, { today, take: 100 });

/** Ids of a learner's exclusions that do not stand any more. */
export async function annulledExclusionsOf(tx: Tx, learnerId: string): Promise<Set<string>> {
  const where = { learnerId, annulledAt: { not: null } };
  return new Set((await tx.exclusion.findMany({ where, select: { id: true } })).map(({ id }) => id));
}

/**
 * One time out by the id in a URL.
 * @throws NotFound when there is none, or none for this actor
 */
export async function timeOutById(tx: Tx, id: string | undefined, today: string): Promise<ListedTimeOut> {
  const [found] = isUuid(id) ? await listed(tx, { id }, { today, take: 1 }) : [];
  if (!found) throw new NotFound("There is no such time out of school.");
  return found;
}

/** Time out that waits for an end or a review; `learner` is null where the viewer may not see them any more. */
export type ChasedTimeOut = {
  id: string;
  learnerId: string;
  learner: string | null;
  schoolId: string;
  school: string;
  kind: TimeOutKind;
  startsOn: string;
  reviewOn: string | null;
  chased: Chased;
};

/** What is chased on a day, as far as the actor may see it, longest first; at most 100. */
export async function chasedTimeOut(tx: Tx, today: string): Promise<ChasedTimeOut[]> {
  const day = toDateColumn(today);
  const noEnd = { endsOn: null };
  const overdue = { kind: "part_time", reviewOn: { lt: day }, endsOn: { gte: day } };
  const where = { withdrawnAt: null, OR: [noEnd, overdue] };
  const rows = await tx.timeOut.findMany({ where, orderBy: [{ startsOn: "asc" }, { id: "asc" }], take: 100 });
  const learners = await learnersByIds(
    tx,
    rows.map((row) => row.learnerId),
  );
  const schools = await schoolsByIds(
    tx,
    rows.map((row) => row.schoolId),
  );
  return rows.flatMap((row) => {
    const { kind, startsOn, endsOn } = stretchOf(row);
    const reviewOn = row.reviewOn && fromDateColumn(row.reviewOn);
    const chased = chasedOf({ kind, startsOn, endsOn, reviewOn }, today);
    const { id, learnerId, schoolId } = row;
    const learner = learners.get(learnerId)?.name ?? null;
    const school = schools.get(schoolId)?.name ?? "";
    return chased ? [{ id, learnerId, learner, schoolId, school, kind, startsOn, reviewOn, chased }] : [];
  });
}
