import { alertOutcomes } from "~/domain/alerts/alert-outcomes.queries.server";
import { addCalendarDays, londonInstant } from "~/domain/calendars/calendars.clocks";
import { boundsOf } from "~/domain/calendars/school-years";
import { schoolsByIds } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { restDays } from "../quality.words";
import type { Candidate } from "./draw-cases.server";

const isKnown = (outcome: string | null) =>
  outcome !== null && outcome !== "pending" && outcome !== "not_known";

/**
 * The alerts of a school year that can be drawn at `now`: followed up, closed long enough ago, with an outcome that
 * became known, and in no sample yet. Practice alerts, withdrawn ones and duplicates have no outcome.
 */
export async function candidatesOf(tx: Tx, schoolYear: number, now: Date): Promise<Candidate[]> {
  const { from, before } = boundsOf(schoolYear);
  const today = dayOf(now);
  const period = { from: londonInstant(from, "00:00"), to: londonInstant(before, "00:00"), today };
  const lastDay = addCalendarDays(today, -restDays);
  const rested = (await alertOutcomes(tx, period)).filter(
    ({ endedAt, outcome }) => endedAt !== null && dayOf(endedAt) <= lastDay && isKnown(outcome),
  );
  const ids = rested.map(({ id }) => id);
  const taken = await tx.qualitySource.findMany({
    where: { alertId: { in: ids } },
    select: { alertId: true },
  });
  const isTaken = new Set(taken.map(({ alertId }) => alertId));
  const rows = await tx.alert.findMany({ where: { id: { in: ids } }, select: { id: true, schoolId: true } });
  const schoolIds = new Map(rows.map((row) => [row.id, row.schoolId]));
  const schools = await schoolsByIds(tx, [...schoolIds.values()]);
  return rested.flatMap(({ id, outcome }) => {
    const school = schools.get(schoolIds.get(id) ?? "");
    return school && outcome && !isTaken.has(id) ? [{ id, sector: school.sector, outcome }] : [];
  });
}
