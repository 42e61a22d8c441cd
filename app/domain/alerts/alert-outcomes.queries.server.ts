import { schoolCalendarsOf } from "~/domain/calendars/calendars.queries.server";
import { schoolsByIds } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import type { Decision, EndReason, Outcome, Urgency } from "./alerts.words";
import { deriveOutcome } from "./internal/outcome";
import { countedFacts, factColumns } from "./internal/outcome-of.server";

/** What became of one alert, as figures count it: no name, no school, no narrative. */
export type AlertOutcome = {
  id: string;
  raisedAt: Date;
  /** "2026-11-22", in London. */
  raisedOn: string;
  /** "2026-11", in London. */
  month: string;
  urgency: Urgency;
  answerDueAt: Date;
  /** Null: nobody has answered. */
  answeredAt: Date | null;
  /** Null: no decision on record. */
  decision: Decision | null;
  /** Null for an alert that has none: withdrawn, a duplicate, not for the Virtual School. */
  outcome: Outcome | null;
  remark: "reduced" | null;
  endedAt: Date | null;
  endReason: EndReason | null;
};

const columns = {
  id: true,
  schoolId: true,
  raisedAt: true,
  urgency: true,
  answerDueAt: true,
  acknowledgedAt: true,
  openingsConsidered: true,
  endedAt: true,
  endReason: true,
  decision: { select: { decision: true } },
  facts: { select: factColumns },
} as const;

/**
 * The alerts raised from `from` up to, not including, `to` that the actor may see, as they stand on `today`, oldest
 * first; nine queries however many. Practice alerts are none.
 */
export async function alertOutcomes(
  tx: Tx,
  { from, to, today }: { from: Date; to: Date; today: string },
): Promise<AlertOutcome[]> {
  const alerts = await tx.alert.findMany({
    where: { raisedAt: { gte: from, lt: to }, isDrill: false },
    orderBy: [{ raisedAt: "asc" }, { id: "asc" }],
    select: columns,
  });
  const schools = await schoolsByIds(
    tx,
    alerts.map((alert) => alert.schoolId),
  );
  const calendars = await schoolCalendarsOf(tx, [...schools.values()]);
  return alerts.map((alert) => {
    const calendar = calendars.get(alert.schoolId);
    if (!calendar) throw new Error("an alert's school has no calendar");
    const raisedOn = dayOf(alert.raisedAt);
    const endReason = alert.endReason as EndReason | null;
    const derived = deriveOutcome({
      facts: countedFacts(alert.facts, today),
      alert: { raisedOn, endReason, openingsConsidered: alert.openingsConsidered },
      calendar,
    });
    return {
      id: alert.id,
      raisedAt: alert.raisedAt,
      raisedOn,
      month: raisedOn.slice(0, 7),
      urgency: alert.urgency as Urgency,
      answerDueAt: alert.answerDueAt,
      answeredAt: alert.acknowledgedAt,
      decision: (alert.decision?.decision ?? null) as Decision | null,
      outcome: derived?.value ?? null,
      remark: derived?.remark ?? null,
      endedAt: alert.endedAt,
      endReason,
    };
  });
}

/** When the first alert that the actor may see was raised, null when there is none. */
export async function firstAlertAt(tx: Tx): Promise<Date | null> {
  const first = await tx.alert.findFirst({
    where: { isDrill: false },
    orderBy: { raisedAt: "asc" },
    select: { raisedAt: true },
  });
  return first?.raisedAt ?? null;
}
