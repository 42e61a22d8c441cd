import type { StepKind } from "./exclusions.words";

// Words and choices of the forms for the way back, apart from their schemas so that browsers are not sent the schema library.

export const returnPlanWords = {
  keyAdult: { label: "Who is the key adult?", hint: "Whom the young person can turn to. A name and role" },
  support: { label: "What support is there?", hint: "What will be different from before" },
  firstDay: {
    label: "What happens on the first day?",
    hint: "Who meets them, where and when, and what comes first",
  },
  conditions: {
    label: "Conditions, as the school gave them",
    hint: "Return never waits for a signed promise",
  },
  childWords: { label: "What does the young person say?", hint: "In their own words" },
  reviewOn: { label: "When is the plan reviewed?", hint: "Within 7 days after the day of return" },
  told: { label: "Who was told of the plan?" },
} as const;

/** What is written down on the way back. */
export const returnSteps = ["returned", "first_day_checked", "return_reviewed"] as const satisfies StepKind[];
export type ReturnStep = (typeof returnSteps)[number];

export const recordReturnWords = {
  kind: { label: "What do you record?" },
  happenedOn: { label: "On which day?" },
  byName: { label: "Who saw to it?", hint: "A name and role" },
  words: { label: "How did it go?", hint: "Also as the young person says it" },
} as const;
