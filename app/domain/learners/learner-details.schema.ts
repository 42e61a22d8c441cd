import { z } from "zod";
import { plainScn, scnProblem } from "./internal/scn-problem";
import { type BirthBasis, birthBases, detailsWords } from "./learner-details.words";
import { stages } from "./learners.words";

/** An optional SCN; any other kind of number is refused with what it looks like. */
export const scnField = z
  .string()
  .transform(plainScn)
  .superRefine((plain, { addIssue }) => {
    const problem = scnProblem(plain);
    if (problem) addIssue({ code: "custom", message: problem });
  })
  .optional();

/** A name of up to 80 characters that must be given: "given name". */
export const namedField = (what: string) =>
  z
    .string(`Enter their ${what}`)
    .trim()
    .min(1, `Enter their ${what}`)
    .max(80, `${what.replace(/^./, (first) => first.toUpperCase())} must be 80 characters or fewer`);

const optional = (label: string, limit: number) =>
  z.string().trim().max(limit, `${label} must be ${limit} characters or fewer`).optional();

/** A learner's details, typed over `version` of them. */
export const saveLearnerDetailsSchema = z.object({
  learnerId: z.uuid(),
  version: z.coerce.number().int(),
  givenName: namedField("given name"),
  familyName: namedField("family name"),
  knownAs: optional(detailsWords.knownAs.label, 80),
  nameAsSaid: optional(detailsWords.nameAsSaid.label, 120),
  pronunciation: optional(detailsWords.pronunciation.label, 120),
  pronouns: optional(detailsWords.pronouns.label, 40),
  sex: z.string().max(60).optional(),
  dateOfBirth: z.iso.date("Date of birth must be a real date").optional(),
  dateOfBirthBasis: z.enum(
    Object.keys(birthBases) as [BirthBasis, ...BirthBasis[]],
    "Select what the date of birth rests on",
  ),
  stage: z.enum(stages, "Select their stage"),
  scn: scnField,
});
export type SaveLearnerDetailsInput = z.infer<typeof saveLearnerDetailsSchema>;
