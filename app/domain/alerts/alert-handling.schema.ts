import { z } from "zod";

/** The first alert, which this one repeats. */
export const markDuplicateSchema = z.object({
  alertId: z.uuid(),
  firstId: z.uuid("Select the alert that this one repeats"),
});
export type MarkDuplicateInput = z.infer<typeof markDuplicateSchema>;

/** Whom the owner asks to take over. */
export const handOverSchema = z.object({
  alertId: z.uuid(),
  toId: z.uuid("Select who is to take over"),
});
export type HandOverInput = z.infer<typeof handOverSchema>;

/** What that person says. */
export const answerHandOverSchema = z.object({
  alertId: z.uuid(),
  answer: z.enum(["accept", "decline"], "Select whether you take it over"),
});
export type AnswerHandOverInput = z.infer<typeof answerHandOverSchema>;

/** A practice alert for an area; the key makes a second press the same one. */
export const raiseDrillSchema = z.object({
  formKey: z.uuid("The form is incomplete. Open it again"),
  areaId: z.uuid("Select an area"),
});
export type RaiseDrillInput = z.infer<typeof raiseDrillSchema>;

/** Labels and hints of these forms. */
export const handlingWords = {
  firstId: { label: "Which alert does it repeat?", hint: "Open alerts of the same school" },
  toId: { label: "Who is to take over?", hint: "It stays with you until they accept" },
  areaId: { label: "Area" },
} as const;
