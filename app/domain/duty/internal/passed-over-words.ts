import { dayOf, formatDay, formatTime } from "~/platform/format";
import type { StepWho } from "../escalation-steps";
import type { PassedOver } from "./who-is-told";

const nobodyWords = {
  duty_person: "Nobody is on duty",
  depute: "No depute is on duty",
  vs_head_teacher: "Nobody is Virtual School Head Teacher",
  head_of_inclusion: "Nobody is Head of Inclusion",
} as const satisfies Record<StepWho, string>;

const nobodyThereWords = {
  ...nobodyWords,
  vs_head_teacher: "No Virtual School Head Teacher can be told",
  head_of_inclusion: "No Head of Inclusion can be told",
} as const satisfies Record<StepWho, string>;

/** "until 12:30" on the same day, else "until 3 December 2026": the last whole day, when it ends at midnight. */
function untilWords(until: Date, now: Date): string {
  if (dayOf(until) === dayOf(now)) return `until ${formatTime(until)}`;
  return `until ${formatDay(new Date(until.getTime() - 1))}`;
}

/** Why somebody was passed over, as a sentence. */
export function passedOverWords(passed: PassedOver, name: string, now: Date): string {
  if (passed.why === "away") return `${name} is away ${untilWords(passed.until, now)}`;
  return passed.why === "left" ? `${name} has left` : `${name} cannot be reached: no message arrives`;
}

/** That a step tells nobody; `isSomebody` when there are people who were all passed over. */
export const nobodyTold = (who: StepWho, isSomebody: boolean): string =>
  (isSomebody ? nobodyThereWords : nobodyWords)[who];
