import { z } from "zod";
import { newRowId, optionalWords, requiredWords } from "./internal/exclusion-fields";
import { sentHows } from "./letters.words";

/** A letter to one person: an entry of the notify list, or the young person. */
export const makeLetterSchema = z.object({
  letterId: newRowId,
  exclusionId: z.uuid(),
  to: z.union([z.uuid(), z.literal("learner")], "Select to whom the letter is"),
  reasons: requiredWords("Enter the reasons"),
  conditions: optionalWords(),
});
export type MakeLetterInput = z.output<typeof makeLetterSchema>;

/** It went out. */
export const sendLetterSchema = z.object({
  letterId: z.uuid(),
  happenedOn: z.iso.date("Enter the day"),
  how: z.enum(sentHows, "Select how it was sent"),
  byName: requiredWords("Enter a name", 200),
});
export type SendLetterInput = z.output<typeof sendLetterSchema>;
