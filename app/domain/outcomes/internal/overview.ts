import type { AlertOutcome } from "~/domain/alerts/alert-outcomes.queries.server";
import { type Decision, decisions, type Outcome, outcomes, urgencies } from "~/domain/alerts/alerts.words";
import type { Calendar } from "~/domain/calendars/calendars.clocks";
import { type AnswerFigures, answerFigures, hasWaitedTooLong } from "./answer-figures";
import { groupBy, tally } from "./tally";

/** The key of the row that adds up the others. */
export const all = "all";

const apart = ["withdrawn_by_school", "duplicate", "not_for_virtual_school"] as const;
const decisionKeys = [...decisions, "not_known_yet"] as const;

type Keyed<Figures> = { key: string } & Figures;

/** `raised` is `counted` and the three that are counted apart together. */
export type RaisedFigures = { raised: number; counted: number } & Record<(typeof apart)[number], number>;
export type DecisionFigures = { alerts: number } & Record<Decision | "not_known_yet", number>;
/** `reduced` of `went_ahead` were shorter than first considered. */
export type OutcomeFigures = { alerts: number; reduced: number } & Record<Outcome, number>;

/** Every figure of the page: a row for each month, then one for all of them. */
export type Overview = {
  raised: Keyed<RaisedFigures>[];
  answersByUrgency: Keyed<AnswerFigures>[];
  answersByMonth: Keyed<AnswerFigures>[];
  decisions: Keyed<DecisionFigures>[];
  outcomes: Keyed<OutcomeFigures>[];
  /** Withdrawn, duplicate or not for the Virtual School, and by then past its limit without an answer. */
  apartAfterLimit: number;
};

type Counted = AlertOutcome & { outcome: Outcome };

/** An alert is counted unless it was withdrawn, repeats another or was not for the Virtual School. */
const isCounted = (alert: AlertOutcome): alert is Counted => alert.outcome !== null;

function raisedFigures(alerts: readonly AlertOutcome[]): RaisedFigures {
  const { counted, ...others } = tally(alerts, ["counted", ...apart], (alert) => {
    const reason = apart.find((known) => known === alert.endReason);
    return reason ?? "counted";
  });
  return { raised: alerts.length, counted, ...others };
}

const decisionFigures = (alerts: readonly Counted[]): DecisionFigures => ({
  alerts: alerts.length,
  ...tally(alerts, decisionKeys, (alert) => alert.decision ?? "not_known_yet"),
});

const outcomeFigures = (alerts: readonly Counted[]): OutcomeFigures => ({
  alerts: alerts.length,
  reduced: alerts.filter((alert) => alert.remark === "reduced").length,
  ...tally(alerts, outcomes, (alert) => alert.outcome),
});

/** The figures of some months ("2026-11"). `calendar` is that of the Virtual School's own authority. */
export function overviewOf(
  alerts: readonly AlertOutcome[],
  context: { months: readonly string[]; calendar: Calendar; now: Date },
): Overview {
  const { months, calendar, now } = context;
  const counted = alerts.filter(isCounted);
  const answers = (some: readonly AlertOutcome[]) => answerFigures(some, calendar, now);
  function rows<Row extends AlertOutcome, Figures>(
    some: readonly Row[],
    figures: (of: readonly Row[]) => Figures,
    keys = months,
    keyOf = (row: Row): string => row.month,
  ) {
    const groups = groupBy(some, keys, keyOf);
    return [...groups, { key: all, rows: groups.flatMap((group) => group.rows) }].map((group) => ({
      key: group.key,
      ...figures(group.rows),
    }));
  }
  return {
    raised: rows(alerts, raisedFigures),
    answersByUrgency: rows(counted, answers, urgencies, (alert) => alert.urgency),
    answersByMonth: rows(counted, answers),
    decisions: rows(counted, decisionFigures),
    outcomes: rows(counted, outcomeFigures),
    apartAfterLimit: alerts.filter((alert) => !isCounted(alert) && hasWaitedTooLong(alert, now)).length,
  };
}
