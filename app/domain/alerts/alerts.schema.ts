import { z } from "zod";
import { stages } from "~/domain/learners/learners.words";
import { formKey, openings, optionalText, requiredText } from "./internal/form-fields";

const day = (sentence: string) => z.iso.date(sentence);

const raiseAlertFields = z.object({
  formKey,
  schoolId: z.uuid("Select your school"),
  decisionMade: z.enum(["yes", "no"], "Select yes if the decision to exclude has already been made"),
  /** "new": a child who is not in the list. */
  learnerId: z.preprocess(
    (value) => (value === "new" ? undefined : value),
    z.uuid("Select the learner").optional(),
  ),
  childName: z.string().trim().max(120, "Name must be 120 characters or fewer").optional(),
  childStage: z.enum(stages, "Select their stage").optional(),
  childDateOfBirth: day("Date of birth must be a real date").optional(),
  /** Not asked when the decision has been made. */
  decisionExpected: z
    .enum(["today", "another_day", "not_known"], "Select when the head teacher expects to decide")
    .optional(),
  decisionTime: z.iso.time({ error: "Time must be in the format 14:30", precision: -1 }).optional(),
  decisionDay: day("Day must be a real date").optional(),
  openingsConsidered: openings,
  whereNow: z.enum(["in_class", "with_adult", "sent_out", "not_safe"], "Select where the child is now"),
  withWhom: z
    .string("Enter who is with the child")
    .trim()
    .min(1, "Enter who is with the child, or 'nobody'")
    .max(200, "Must be 200 characters or fewer"),
  whatHappened: requiredText("Enter what happened"),
  triggers: z.array(z.string().max(60)).max(30).default([]),
  childView: z.enum(
    ["in_their_words", "not_asked_yet", "did_not_want_to_say"],
    "Select what the child says, or that they have not been asked yet",
  ),
  childWords: optionalText(),
  whoKnows: z.array(z.string().max(60)).max(30).default([]),
  supportInPlace: optionalText(),
  triedSoFar: optionalText(),
});

type RaiseAlertFields = z.infer<typeof raiseAlertFields>;

function checkTogether(input: RaiseAlertFields, context: z.RefinementCtx<RaiseAlertFields>): void {
  const missing = (path: keyof RaiseAlertFields, message: string) =>
    context.addIssue({ code: "custom", path: [path], message });
  if (!input.learnerId && !input.childName)
    missing("learnerId", "Select the learner, or enter the name of a child who is not in the list");
  if (!input.learnerId && input.childName && !input.childStage) missing("childStage", "Select their stage");
  if (input.decisionMade === "no" && !input.decisionExpected)
    missing("decisionExpected", "Select when the head teacher expects to decide");
  if (input.decisionExpected === "another_day" && !input.decisionDay)
    missing("decisionDay", "Enter the day the head teacher expects to decide");
  if (input.childView === "in_their_words" && !input.childWords)
    missing("childWords", "Enter what the child says, or select 'Not asked yet'");
}

/**
 * What a designated manager sends when an exclusion is imminent. Fields that belong together are checked although others
 * are wrong, so that everything that is missing is said at once.
 */
export const raiseAlertSchema = raiseAlertFields.superRefine(checkTogether, { when: () => true });

export type RaiseAlertInput = z.infer<typeof raiseAlertSchema>;

/** Pressed by a person at the Virtual School: who answers and by when they will ring. */
export const acknowledgeAlertSchema = z.object({
  alertId: z.uuid(),
  ringWithinMinutes: z.coerce
    .number("Select when you will ring")
    .int()
    .min(5)
    .max(24 * 60)
    .default(15),
});

export const assignAlertSchema = z.object({
  alertId: z.uuid(),
  ownerId: z.uuid("Select the person who coordinates"),
});

/** A note; `audience` says who may read it. */
export const addNoteSchema = z.object({
  alertId: z.uuid(),
  audience: z.enum(["school_and_virtual_school", "virtual_school_only"], "Select who may read the note"),
  text: requiredText("Enter the note"),
});

export const recordCallSchema = z.object({
  alertId: z.uuid(),
  withWhom: z
    .string("Enter who you spoke to")
    .trim()
    .min(1, "Enter who you spoke to")
    .max(200, "Must be 200 characters or fewer"),
  text: requiredText("Enter what was said, or that nobody answered"),
});
