import { type PolicyStep, stepWhos, stepWhoWords } from "../escalation-steps";

/** What makes no sense in a policy, and at which step (from 0) and field. */
export type PolicyProblem = { index: number; field: "who" | "percent"; sentence: string };

const rank = (step: PolicyStep): number => stepWhos.indexOf(step.who);
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

function problemAt(step: PolicyStep, before: PolicyStep | undefined): Omit<PolicyProblem, "index"> | null {
  if (!before) {
    return step.percent > 100
      ? {
          field: "percent",
          sentence: "The first step must come by the time the answer is due, 100 % or less",
        }
      : null;
  }
  if (step.percent <= before.percent)
    return {
      field: "percent",
      sentence: `Each step must come later than the one before: enter more than ${before.percent} %`,
    };
  if (rank(step) < rank(before)) {
    return {
      field: "who",
      sentence: `${capital(stepWhoWords[step.who])} must be told before ${stepWhoWords[before.who]}, not after`,
    };
  }
  if (step.who === before.who && step.who !== "duty_person")
    return {
      field: "who",
      sentence: `${capital(stepWhoWords[step.who])} would be told twice: select somebody else`,
    };
  return null;
}

/** Finds what makes no sense in the order of the steps; an empty list when all is well. */
export function problemsOfPolicy(steps: readonly PolicyStep[]): PolicyProblem[] {
  const found = steps.flatMap((step, index) => {
    const problem = problemAt(step, steps[index - 1]);
    return problem ? [{ ...problem, index }] : [];
  });
  const last = steps.length - 1;
  if (found.length === 0 && steps[last]?.who === "duty_person") {
    return [
      {
        index: last,
        field: "who",
        sentence:
          "The last step must tell somebody other than the person on duty, who has not answered by then",
      },
    ];
  }
  return found;
}
