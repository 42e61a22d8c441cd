import { z } from "zod";
import { type PolicyStep, type StepWho, stepWhos } from "./escalation-steps";
import { problemsOfPolicy } from "./internal/policy-rules";

/** Rows of the form; a row without a person is no step. */
const mostSteps = 6;

/** Labels and hints of the form. */
export const policyWords = {
  who: "Tell",
  percent: {
    label: "At what share of the time to answer",
    hint: "In percent: 100 is when the answer is due, 150 half as long again",
  },
  floorMinutes: { label: "But not sooner than", hint: "Staffed minutes after the step before" },
  hasRandomDrills: {
    label: "Practice alerts",
    option: "Raise a practice alert at random times",
    hint: "In each area once a week at most, in duty hours. They are raised in your name",
  },
  fallbackId: { label: "Who is told instead?", hint: "Asked when a step would reach nobody" },
} as const;

const wholeNumber = (sentence: string, most: number) =>
  z.coerce.number(sentence).int(sentence).min(1, sentence).max(most, sentence).optional();

const row = z.object({
  who: z.enum(stepWhos, "Select who is told").optional(),
  percent: wholeNumber("Enter a share from 1 to 400", 400),
  floorMinutes: wholeNumber("Enter minutes from 1 to 240", 240),
});

type Row = z.infer<typeof row>;
type Filled = { step: PolicyStep; index: number };

function filledIn(rows: readonly Row[], context: z.RefinementCtx): Filled[] {
  return rows.flatMap(({ who, percent, floorMinutes }, index) => {
    if (!who) return [];
    const missing = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [index, field], message });
    if (percent === undefined) missing("percent", "Enter a share from 1 to 400");
    if (floorMinutes === undefined) missing("floorMinutes", "Enter minutes from 1 to 240");
    return percent === undefined || floorMinutes === undefined
      ? []
      : [{ step: { who, percent, floorMinutes }, index }];
  });
}

const steps = z
  .array(row)
  .max(mostSteps)
  .transform((rows, context): PolicyStep[] => {
    const filled = filledIn(rows, context);
    if (!rows.some((each) => each.who))
      context.addIssue({ code: "custom", path: [0, "who"], message: "Select who is told" });
    for (const { index, field, sentence } of problemsOfPolicy(filled.map(({ step }) => step))) {
      context.addIssue({ code: "custom", path: [filled[index]?.index ?? index, field], message: sentence });
    }
    return filled.map(({ step }) => step);
  });

/** Who is told next while nobody answers. `version` is the one that was on the page. */
export const saveEscalationPolicySchema = z.object({
  version: z.coerce.number().int().min(0),
  steps,
  hasRandomDrills: z
    .enum(["yes"])
    .optional()
    .transform((ticked) => ticked === "yes"),
  fallbackId: z.uuid("Select somebody who can be on duty").optional(),
});
export type SaveEscalationPolicyInput = z.infer<typeof saveEscalationPolicySchema>;

/** What the form starts with: the steps as they hold, and two empty rows while there is room. */
export function rowsFor(
  steps: readonly PolicyStep[],
): { who: StepWho | ""; percent: string; floorMinutes: string }[] {
  const filled = steps.map((step) => ({
    who: step.who,
    percent: String(step.percent),
    floorMinutes: String(step.floorMinutes),
  }));
  const empty = Math.min(2, mostSteps - filled.length);
  return [
    ...filled,
    ...Array.from({ length: empty }, () => ({ who: "" as const, percent: "", floorMinutes: "" })),
  ];
}
