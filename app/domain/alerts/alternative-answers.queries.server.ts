import type { Tx } from "~/platform/database.server";
import { dayOf, fromDateColumn } from "~/platform/format";
import type { Outcome } from "./alerts.words";
import type { OptionAnswer } from "./coordinate-alert.words";
import { checkDays } from "./internal/follow-up";
import { outcomeColumns, withOutcomes } from "./internal/outcome-of.server";

/** What was answered to one alternative on one alert, as figures count it: no name, no school, no words. */
export type AlternativeAnswer = {
  alertId: string;
  /** Null until an unverified child is matched. */
  learnerId: string | null;
  alternative: string;
  answer: OptionAnswer;
  /** Code of list reason_not_used; null where there are only words. */
  reason: string | null;
  /** Days in London, as the following ones. */
  answeredOn: string;
  /** Null: no decision on record. */
  decidedOn: string | null;
  /** The 30th school day after the decision, of the school's own calendar. */
  thirtiethDay: string | null;
  /** Null for an alert that has none: withdrawn, a duplicate, not for the Virtual School. */
  outcome: Outcome | null;
};

const columns = {
  ...outcomeColumns,
  learnerId: true,
  decision: { select: { decidedOn: true } },
} as const;

/**
 * Every answer to an alternative on alerts that the actor may see, as they stand on a day ("2026-11-22"); as many
 * queries however many. Practice alerts are none.
 */
export async function alternativeAnswers(tx: Tx, today: string): Promise<AlternativeAnswer[]> {
  const alerts = await tx.alert.findMany({
    where: { isDrill: false, options: { some: {} } },
    select: columns,
  });
  const options = await tx.alertOption.findMany({
    where: { alert: { isDrill: false } },
    orderBy: { id: "asc" },
    select: { alertId: true, alternative: true, answer: true, reason: true, at: true },
  });
  const answered = new Map(
    (await withOutcomes(tx, alerts, today)).map(({ alert, calendar, derived }) => {
      const decidedOn = alert.decision && fromDateColumn(alert.decision.decidedOn);
      const thirtiethDay = decidedOn && checkDays(decidedOn, calendar).second.day;
      const outcome = derived?.value ?? null;
      return [alert.id, { learnerId: alert.learnerId, decidedOn, thirtiethDay, outcome }];
    }),
  );
  return options.flatMap(({ at, answer, ...option }) => {
    const alert = answered.get(option.alertId);
    return alert ? [{ ...option, ...alert, answer: answer as OptionAnswer, answeredOn: dayOf(at) }] : [];
  });
}
