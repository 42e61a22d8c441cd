import type { Tx } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import type { Decision, EndReason, Outcome, Urgency } from "./alerts.words";
import { outcomeColumns, withOutcomes } from "./internal/outcome-of.server";

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
  ...outcomeColumns,
  urgency: true,
  answerDueAt: true,
  acknowledgedAt: true,
  endedAt: true,
  decision: { select: { decision: true } },
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
  return (await withOutcomes(tx, alerts, today)).map(({ alert, derived }) => {
    const raisedOn = dayOf(alert.raisedAt);
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
      endReason: alert.endReason as EndReason | null,
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
