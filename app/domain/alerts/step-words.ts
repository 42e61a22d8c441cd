import { type StepWho, stepWhoWords } from "~/domain/duty/escalation-steps";

/** Why a step tells somebody. */
export const stepReasons = ["not_answered", "call_not_recorded"] as const;
export type StepReason = (typeof stepReasons)[number];

export type StepState = "pending" | "done" | "skipped" | "cancelled";

/** Whom a step of an alert tells: somebody of the policy, or whoever has promised a call. */
export const alertStepWhoWords = {
  ...stepWhoWords,
  answerer: "whoever answered",
} as const satisfies Record<StepWho | "answerer", string>;
export type AlertStepWho = keyof typeof alertStepWhoWords;

/** "the depute" at the start of a line: "The depute". */
export const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const whyWords = {
  not_answered: "Nobody has answered yet",
  call_not_recorded: "No call is on record yet",
} as const satisfies Record<StepReason, string>;

type Fired = { who: AlertStepWho; reason: StepReason };

/** The line of the timeline for a step that told somebody. */
export function toldWords({ who, reason }: Fired, names: readonly string[]): string {
  const people = names.join(" and ");
  const was = names.length === 1 ? "was" : "were";
  if (who === "answerer")
    return `No call is on record by the promised time, so the alert is open again. ${people} ${was} reminded`;
  if (who === "duty_person") return `${whyWords[reason]}. ${people} ${was} reminded`;
  return `${whyWords[reason]}. ${people}, ${alertStepWhoWords[who].replace(/^the /, "")}, ${was} told`;
}

/** The line of the timeline for a step that found nobody. */
export const skippedWords = ({ who }: Pick<Fired, "who">, note: string): string =>
  `${capitalised(alertStepWhoWords[who])} could not be told. ${note}`;

/** The line of the timeline when no step is left. */
export const nobodyWords = "There is nobody left to tell. Please ring the Virtual School.";
