import { z } from "zod";

/** What a day is when the days of regulation 4A are counted. */
export const countingUnits = ["calendar_days", "school_days"] as const;

export const countingUnitLabels = {
  calendar_days: "Calendar days",
  school_days: "School days, by the school’s own calendar",
} as const satisfies Record<(typeof countingUnits)[number], string>;

/** Questions of the form for the rules of counting. */
export const countingWords = {
  unit: { label: "Which days are counted?" },
  meetingDays: { label: "The meeting is offered within how many days?", hint: "Usually 7" },
  noticeDays: { label: "The written notice is sent within how many days?", hint: "Usually 8" },
} as const;

const days = z.coerce
  .number("Enter a number of days")
  .int("Days must be a whole number")
  .min(1, "Days must be 1 or more")
  .max(28, "Days must be 28 or fewer");

/** How the days are counted from now on. `version` is the one that was on the page. */
export const saveCountingRulesSchema = z.object({
  version: z.coerce.number().int().min(0),
  unit: z.enum(countingUnits, "Select which days are counted"),
  meetingDays: days,
  noticeDays: days,
});
export type SaveCountingRulesInput = z.output<typeof saveCountingRulesSchema>;
