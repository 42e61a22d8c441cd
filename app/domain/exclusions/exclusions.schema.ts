import { z } from "zod";
import { recordableSteps, stepQuestions } from "./exclusion-steps.words";
import { annulmentCauses, grounds, halves, noneSoFar } from "./exclusions.words";
import { halfDays, newRowId, optionalWords, requiredWords } from "./internal/exclusion-fields";

/** A version of a code, as the form offered it: "fighting@1". */
const codeVersion = z.string().regex(/^[a-z0-9_]{1,60}@\d{1,6}$/, "Select from the list");

const education = {
  provision: z
    .string("Select what education there is meanwhile, or “None so far”")
    .regex(/^[a-z0-9_]{1,60}$/, "Select from the list"),
  educationFrom: z.iso.date("Day must be a real date").optional(),
  educationDecidedBy: requiredWords("Enter who decided on education meanwhile", 200),
  educationWhy: optionalWords(),
};
export type EducationAnswer = z.output<z.ZodObject<typeof education>>;

function isComplete(answer: EducationAnswer, context: z.RefinementCtx): void {
  const missing = (path: string, message: string) =>
    context.addIssue({ code: "custom", path: [path], message });
  if (answer.provision === noneSoFar && !answer.educationWhy)
    missing("educationWhy", "Enter why there is none so far");
  if (answer.provision !== noneSoFar && !answer.educationFrom)
    missing("educationFrom", "Enter the day from which there is education");
}

/** A temporary exclusion, as the head teacher decided it, with the first answer on education meanwhile. */
export const recordExclusionSchema = z
  .object({
    exclusionId: newRowId,
    /** Left out: recorded without an alert, and counted so. */
    alertId: z.uuid().optional(),
    learnerId: z.uuid("Select the learner"),
    schoolId: z.uuid("Select the school"),
    ground: z.enum(grounds, "Select the ground"),
    decidedOn: z.iso.date("Enter the day on which it was decided"),
    decidedBy: requiredWords("Enter the name of the head teacher who decided", 200),
    startsOn: z.iso.date("Enter the first day out of school"),
    startsAt: z.enum(halves, "Select morning or afternoon"),
    openings: halfDays,
    reason: requiredWords("Enter why"),
    incidentTypes: z.array(codeVersion).min(1, "Select at least one incident type"),
    motivations: z.array(codeVersion).default([]),
    seemisReference: optionalWords(60),
    ...education,
  })
  .superRefine(isComplete);
export type RecordExclusionInput = z.output<typeof recordExclusionSchema>;

/** What education there is from now on. */
export const recordEducationSchema = z
  .object({ educationId: newRowId, exclusionId: z.uuid(), ...education })
  .superRefine(isComplete);
export type RecordEducationInput = z.output<typeof recordEducationSchema>;

/** One thing done under regulation 4A, or about an appeal. */
export const recordStepSchema = z
  .object({
    stepId: newRowId,
    exclusionId: z.uuid(),
    kind: z.enum(recordableSteps, "Select what was done"),
    happenedOn: z.iso.date("Enter the day"),
    time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Time must be like 14:05")
      .optional(),
    byName: requiredWords("Enter a name", 200),
    method: z.enum(["oral", "written"], "Select how they were told").optional(),
    /** Entries of the notify list. */
    people: z.array(z.union([z.uuid(), z.literal("learner")])).default([]),
    words: optionalWords(),
  })
  .superRefine((input, context) => {
    const missing = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    const asked = stepQuestions[input.kind];
    if (asked.people && input.people.length === 0) missing("people", "Select at least one person");
    if (asked.asksMethod && !input.method) missing("method", "Select how they were told");
    if (asked.time?.isRequired && !input.time) missing("time", "Enter the time");
    if (asked.words?.isRequired && !input.words) missing("words", `Answer “${asked.words.label}”`);
  });
export type RecordStepInput = z.output<typeof recordStepSchema>;

/** Nothing more is chased. */
export const closeExclusionSchema = z.object({ exclusionId: z.uuid() });

/** It does not stand any more. */
export const annulExclusionSchema = z.object({
  exclusionId: z.uuid(),
  cause: z.enum(annulmentCauses, "Select why it is annulled"),
  annulledOn: z.iso.date("Enter the day"),
  why: requiredWords("Enter why, in short"),
});

/** The child does not come back to this school. */
export const removeFromRegisterSchema = z.object({
  exclusionId: z.uuid(),
  removedOn: z.iso.date("Enter the day on which it was decided"),
  why: requiredWords("Enter the reason"),
});
