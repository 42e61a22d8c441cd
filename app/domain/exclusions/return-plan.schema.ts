import { z } from "zod";
import { newRowId, optionalWords, requiredWords } from "./internal/exclusion-fields";
import { returnSteps } from "./return-plan.words";

/** How the child comes back, made or changed before or after the day of return. */
export const planReturnSchema = z.object({
  exclusionId: z.uuid(),
  keyAdult: requiredWords("Enter who the key adult is", 200),
  support: requiredWords("Enter what support there is"),
  firstDay: requiredWords("Enter what happens on the first day"),
  conditions: optionalWords(),
  childWords: optionalWords(),
  reviewOn: z.iso.date("Enter the day on which the plan is reviewed"),
  /** Entries of the notify list. */
  told: z.array(z.uuid()).default([]),
});
export type PlanReturnInput = z.output<typeof planReturnSchema>;

/** The child is back; the first day was checked; the plan was reviewed. */
export const recordReturnSchema = z
  .object({
    stepId: newRowId,
    exclusionId: z.uuid(),
    kind: z.enum(returnSteps, "Select what you record"),
    happenedOn: z.iso.date("Enter the day"),
    byName: requiredWords("Enter who saw to it", 200),
    words: optionalWords(),
  })
  .refine(({ kind, words }) => kind === "returned" || words, {
    path: ["words"],
    message: "Enter how it went",
  });
export type RecordReturnInput = z.output<typeof recordReturnSchema>;
