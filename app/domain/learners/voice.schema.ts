import { z } from "zod";
import { longestAnswer, voiceWords } from "./voice.words";

const answer = z
  .string()
  .trim()
  .max(longestAnswer, `Must be ${longestAnswer} characters or fewer`)
  .optional();

/** What a learner says, in their own words. `voiceId` is made with the form: sent twice, it is one entry. */
export const addVoiceSchema = z
  .object({
    learnerId: z.uuid(),
    voiceId: z.uuid("The form is incomplete. Open it again"),
    called: z.string().trim().max(80, "Must be 80 characters or fewer").optional(),
    helps: answer,
    helpsNot: answer,
    saidOn: z.iso.date("Enter the day on which they said it"),
  })
  .refine(({ called, helps, helpsNot }) => called || helps || helpsNot, {
    path: ["called"],
    error: `Enter at least one answer, for example to “${voiceWords.helps.label}”`,
  });
export type AddVoiceInput = z.infer<typeof addVoiceSchema>;
