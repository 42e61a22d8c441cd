import { z } from "zod";
import { careFields } from "./care.schema";
import { namedField, scnField } from "./learner-details.schema";
import { stages } from "./learners.words";

const day = (sentence: string) => z.iso.date(sentence);

/**
 * A learner with their school and what the Virtual School knows them for: a first care period or a scope. `learnerId` is
 * made with the form: the same form twice adds one learner.
 */
export const addLearnerSchema = z.object({
  learnerId: z.uuid("The form is incomplete. Open it again"),
  givenName: namedField("given name"),
  familyName: namedField("family name"),
  knownAs: z.string().trim().max(80, "Known as must be 80 characters or fewer").optional(),
  pronouns: z.string().trim().max(40, "Pronouns must be 40 characters or fewer").optional(),
  dateOfBirth: day("Date of birth must be a real date").optional(),
  stage: z.enum(stages, "Select their stage"),
  scn: scnField,
  schoolId: z.uuid("Select their school"),
  enrolledOn: day("Enter the day since when they are on the school’s roll"),
  ...careFields,
});
export type AddLearnerInput = z.infer<typeof addLearnerSchema>;

/** A further school from a day on; a main one ends the main one before. */
export const startEnrolmentSchema = z.object({
  learnerId: z.uuid(),
  schoolId: z.uuid("Select their school"),
  kind: z.enum(["main", "shared"], "Select whether this is their main school").default("main"),
  startedOn: day("Enter the first day at this school"),
});
export type StartEnrolmentInput = z.infer<typeof startEnrolmentSchema>;

/** In which authority a learner lives from a day on; the one before ends the day before. */
export const startResidenceSchema = z.object({
  learnerId: z.uuid(),
  authorityId: z.uuid("Select the authority"),
  startedOn: day("Enter the day since when"),
});
export type StartResidenceInput = z.infer<typeof startResidenceSchema>;

/** A Virtual School teacher begins to work with a learner. */
export const startCaseloadSchema = z.object({
  learnerId: z.uuid(),
  personId: z.uuid("Select a Virtual School teacher"),
});
export type StartCaseloadInput = z.infer<typeof startCaseloadSchema>;

/** A brother or sister, chosen among those found. */
export const linkLearnersSchema = z.object({ learnerId: z.uuid(), otherId: z.uuid("Select somebody") });
export type LinkLearnersInput = z.infer<typeof linkLearnersSchema>;

/** Typed into the search: at least two letters of a name, or an SCN. */
export const searchLearnersSchema = z.object({
  typed: z
    .string("Enter at least two letters of their name, or their SCN")
    .trim()
    .min(2, "Enter at least two letters of their name, or their SCN")
    .max(80, "Name must be 80 characters or fewer"),
});
