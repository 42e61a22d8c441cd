import type { Calendar } from "~/domain/calendars/calendars.clocks";
import type { EndReason, FactKind, Outcome } from "../alerts.words";
import { checkDays } from "./follow-up";

/** Something found out about an alert: when it happened (for a check: when it was made), a day in London. */
export type Fact = { id: string; kind: FactKind; happenedOn: string; openings: number | null };

type Question<F extends Fact> = {
  facts: readonly F[];
  alert: {
    raisedOn: string;
    /** Null while the alert is open. */
    endReason: EndReason | null;
    /** Half days first considered; null when none were named on raising. */
    openingsConsidered: number | null;
  };
  /** The school's own calendar. */
  calendar: Calendar;
};

/** The outcome, the facts it rests on (oldest first), and a remark on "went_ahead". */
export type Derived<F extends Fact> = { value: Outcome; restsOn: F[]; remark: "reduced" | null };

const timeOut = {
  went_ahead: ["excluded", "removed_from_register"],
  displaced: ["sent_home", "part_time_timetable"],
} as const satisfies Partial<Record<Outcome, FactKind[]>>;

const notToExclude: readonly FactKind[] = ["decision_not_excluded", "decision_no_longer_considered"];

const inOrder = (a: Fact, b: Fact) => {
  const [left, right] = [a, b].map((fact) => `${fact.happenedOn} ${fact.kind} ${fact.id}`);
  return (left ?? "") < (right ?? "") ? -1 : 1;
};

/**
 * Time out belongs to this alert's incident from the day of the alert until 30 school days after the decision not to
 * exclude, the later one if there are two; without such a decision, without end.
 */
function isOfThisIncident<F extends Fact>(
  question: Question<F>,
  decidedOn: string | null,
): (fact: F) => boolean {
  const until = decidedOn && checkDays(decidedOn, question.calendar).second.day;
  return ({ happenedOn }) => question.alert.raisedOn <= happenedOn && (!until || happenedOn <= until);
}

function isShorter(exclusions: readonly Fact[], openingsConsidered: number | null): boolean {
  if (openingsConsidered === null) return false;
  const openings = exclusions.map((fact) => (fact.kind === "excluded" ? fact.openings : null));
  if (openings.includes(null)) return false;
  return openings.reduce<number>((sum, count) => sum + (count ?? 0), 0) < openingsConsidered;
}

/**
 * What became of an alert, from facts alone: the first that holds of too_late, went_ahead, displaced, pending,
 * prevented_sustained, prevented, not_known. The order of facts does not matter. Null for an alert that has no
 * outcome: withdrawn, a duplicate, not for the Virtual School.
 */
export function deriveOutcome<F extends Fact>(question: Question<F>): Derived<F> | null {
  const { alert } = question;
  if (alert.endReason !== null && alert.endReason !== "followed_up") return null;
  const facts = [...question.facts].sort(inOrder);
  const of = (kinds: readonly FactKind[]) => facts.filter((fact) => kinds.includes(fact.kind));
  const derived = (value: Outcome, restsOn: F[]): Derived<F> => ({ value, restsOn, remark: null });

  const preceded = of(["decision_preceded_alert"]);
  if (preceded.length > 0) return derived("too_late", preceded);

  const decided = of(notToExclude);
  const ofThisIncident = isOfThisIncident(question, decided.at(-1)?.happenedOn ?? null);
  const excluded = of(timeOut.went_ahead).filter(ofThisIncident);
  if (excluded.length > 0) {
    const remark = isShorter(excluded, alert.openingsConsidered) ? "reduced" : null;
    return { value: "went_ahead", restsOn: excluded, remark };
  }
  const displaced = of(timeOut.displaced).filter(ofThisIncident);
  if (displaced.length > 0) return derived("displaced", displaced);

  const checks = of(["still_in_school_10", "still_in_school_30"]);
  const isOpen = alert.endReason === null;
  if (isOpen && (decided.length === 0 || checks.length === 0)) return derived("pending", decided);
  if (decided.length === 0) return derived("not_known", []);
  const sustained = of(["still_in_school_30"]);
  if (sustained.length > 0) return derived("prevented_sustained", [...decided, ...sustained]);
  if (checks.length > 0) return derived("prevented", [...decided, ...checks]);
  return derived("not_known", decided);
}
