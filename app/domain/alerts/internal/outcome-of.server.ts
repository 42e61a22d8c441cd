import type { Calendar } from "~/domain/calendars/calendars.clocks";
import { schoolCalendarOf, schoolCalendarsOf } from "~/domain/calendars/calendars.queries.server";
import { schoolById, schoolsByIds } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { dayOf, fromDateColumn } from "~/platform/format";
import type { EndReason, FactKind } from "../alerts.words";
import { type Derived, deriveOutcome, type Fact } from "./outcome";

/** What the rule asks of a stored fact, and whether it counts. */
const factColumns = {
  id: true,
  kind: true,
  happenedOn: true,
  openings: true,
  countsFrom: true,
  withdrawnAt: true,
} as const;

type FactRow = {
  id: string;
  kind: string;
  happenedOn: Date;
  openings: number | null;
  countsFrom: Date | null;
  withdrawnAt: Date | null;
};

/** Is it known on a day? One that counts later only is not. */
export const hasBegun = ({ countsFrom }: Pick<FactRow, "countsFrom">, today: string): boolean =>
  countsFrom === null || fromDateColumn(countsFrom) <= today;

/** The stored facts that count on a day ("2026-11-22"), as the rule reads them. */
export const countedFacts = (rows: readonly FactRow[], today: string): Fact[] =>
  rows.filter((row) => row.withdrawnAt === null && hasBegun(row, today)).map(toFact);

const toFact = ({ id, kind, happenedOn, openings }: FactRow): Fact => ({
  id,
  kind: kind as FactKind,
  happenedOn: fromDateColumn(happenedOn),
  openings,
});

/** What an alert's outcome is on a day, or would be if it ended for `endReason`. */
export async function outcomeOf(
  tx: Tx,
  alertId: string,
  { endReason, today }: { endReason: EndReason | null; today: string },
): Promise<Derived<Fact> | null> {
  const alert = await tx.alert.findUnique({
    where: { id: alertId },
    select: {
      raisedAt: true,
      openingsConsidered: true,
      schoolId: true,
      facts: { select: factColumns },
    },
  });
  const school = alert && (await schoolById(tx, alert.schoolId));
  if (!alert || !school) throw new NotFound("There is no such alert.", { alertId });
  return deriveOutcome({
    facts: countedFacts(alert.facts, today),
    alert: { raisedOn: dayOf(alert.raisedAt), endReason, openingsConsidered: alert.openingsConsidered },
    calendar: await schoolCalendarOf(tx, school),
  });
}

/** What the rule asks of a stored alert. */
export const outcomeColumns = {
  id: true,
  schoolId: true,
  raisedAt: true,
  openingsConsidered: true,
  endReason: true,
  facts: { select: factColumns },
} as const;

type OutcomeRow = {
  id: string;
  schoolId: string;
  raisedAt: Date;
  openingsConsidered: number | null;
  endReason: string | null;
  facts: FactRow[];
};

type WithOutcome<Row> = { alert: Row; calendar: Calendar; derived: Derived<Fact> | null };

/** Each alert with its school's calendar and its outcome on a day; as many queries for one as for many. */
export async function withOutcomes<Row extends OutcomeRow>(
  tx: Tx,
  alerts: readonly Row[],
  today: string,
): Promise<WithOutcome<Row>[]> {
  const schools = await schoolsByIds(
    tx,
    alerts.map((alert) => alert.schoolId),
  );
  const calendars = await schoolCalendarsOf(tx, [...schools.values()]);
  return alerts.map((alert) => {
    const calendar = calendars.get(alert.schoolId);
    if (!calendar) throw new Error("an alert's school has no calendar");
    const derived = deriveOutcome({
      facts: countedFacts(alert.facts, today),
      alert: {
        raisedOn: dayOf(alert.raisedAt),
        endReason: alert.endReason as EndReason | null,
        openingsConsidered: alert.openingsConsidered,
      },
      calendar,
    });
    return { alert, calendar, derived };
  });
}
