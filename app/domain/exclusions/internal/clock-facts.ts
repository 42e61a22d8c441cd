import { fromDateColumn } from "~/platform/format";
import { type ExclusionKind, noneSoFar, type StepKind } from "../exclusions.words";
import type { ClockFacts } from "./exclusion-clock";

/** Rows of one exclusion that its clock goes by; steps and answers in the order in which they were recorded. */
export type ClockRows = {
  kind: string;
  decidedOn: Date;
  returnDueOn: Date | null;
  annulledAt: Date | null;
  steps: readonly { kind: string; happenedOn: Date }[];
  education: readonly { provision: string; from: Date }[];
  plan: { madeOn: string } | null;
};

/** From which day there is education without a gap until now; null when the last answer is "none so far". */
function educationFrom(answers: ClockRows["education"]): string | null {
  const none = answers.findLastIndex((answer) => answer.provision === noneSoFar);
  const days = answers.slice(none + 1).map((answer) => fromDateColumn(answer.from));
  return days.sort()[0] ?? null;
}

/** What the legal clock needs to know of an exclusion. */
export function clockFactsOf(rows: ClockRows): ClockFacts {
  return {
    kind: rows.kind as ExclusionKind,
    decidedOn: fromDateColumn(rows.decidedOn),
    returnDueOn: rows.returnDueOn && fromDateColumn(rows.returnDueOn),
    isAnnulled: rows.annulledAt !== null,
    steps: rows.steps.map((step) => ({
      kind: step.kind as StepKind,
      happenedOn: fromDateColumn(step.happenedOn),
    })),
    plannedOn: rows.plan?.madeOn ?? null,
    educationFrom: educationFrom(rows.education),
  };
}
