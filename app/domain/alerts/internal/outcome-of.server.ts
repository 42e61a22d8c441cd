import { schoolCalendarOf } from "~/domain/calendars/calendars.queries.server";
import { schoolById } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { dayOf, fromDateColumn } from "~/platform/format";
import type { EndReason, FactKind } from "../alerts.words";
import { type Derived, deriveOutcome, type Fact } from "./outcome";

type FactRow = { id: string; kind: string; happenedOn: Date; openings: number | null };

/** A stored fact as the rule reads it. */
export const toFact = ({ id, kind, happenedOn, openings }: FactRow): Fact => ({
  id,
  kind: kind as FactKind,
  happenedOn: fromDateColumn(happenedOn),
  openings,
});

/** What an alert's outcome is, or would be if it ended for `endReason`. */
export async function outcomeOf(
  tx: Tx,
  alertId: string,
  endReason: EndReason | null,
): Promise<Derived<Fact> | null> {
  const alert = await tx.alert.findUnique({
    where: { id: alertId },
    select: {
      raisedAt: true,
      openingsConsidered: true,
      schoolId: true,
      facts: { select: { id: true, kind: true, happenedOn: true, openings: true } },
    },
  });
  const school = alert && (await schoolById(tx, alert.schoolId));
  if (!alert || !school) throw new NotFound("There is no such alert.", { alertId });
  return deriveOutcome({
    facts: alert.facts.map(toFact),
    alert: { raisedOn: dayOf(alert.raisedAt), endReason, openingsConsidered: alert.openingsConsidered },
    calendar: await schoolCalendarOf(tx, school),
  });
}
