import { z } from "zod";

/** The code lists that an administrator words. */
export const refLists = [
  "alternative",
  "reason_not_used",
  "trigger",
  "who_knows",
  "incident_type",
  "motivation",
  "education_meanwhile",
  "considered_point",
  "care_category",
  "sex",
  "language",
  "staged_intervention",
  "plan",
  "destination",
] as const;
export type RefList = (typeof refLists)[number];

/** What each list is called, and where it is used. */
export const refListWords = {
  alternative: {
    title: "Alternatives to exclusion",
    use: "Offered when options are considered for an alert.",
  },
  reason_not_used: {
    title: "Why an alternative is not used",
    use: "Offered beside “Not now” when options are considered. Counted for each alternative, so that what is missing can be seen.",
  },
  trigger: { title: "What led to it", use: "Offered when an alert is raised." },
  who_knows: { title: "Who already knows", use: "Offered when an alert is raised." },
  incident_type: {
    title: "Incident types",
    use: "Offered when an exclusion is recorded. Verify: a starter list of the national collection’s headings, not confirmed. The wording stays the official one.",
  },
  motivation: {
    title: "Motivations",
    use: "Offered when an exclusion is recorded. Verify: a starter list of the national collection’s headings, not confirmed. The wording stays the official one.",
  },
  education_meanwhile: {
    title: "Education while excluded",
    use: "Offered when an exclusion is recorded and until it is closed. Verify: a starter list. The entry “None so far” is chased until the child is back.",
  },
  considered_point: {
    title: "Considered before excluding",
    use: "Gone through before a decision to exclude. After the national guidance, wording to be checked.",
  },
  care_category: {
    title: "Care experience",
    use: "Offered for a learner’s care periods. Of an added entry the app does not know whether a child is looked after in law.",
  },
  sex: { title: "Sex as SEEMiS holds it", use: "Offered in a learner’s details. Verify against SEEMiS." },
  language: { title: "Languages", use: "Offered for a learner’s languages and support." },
  staged_intervention: {
    title: "Staged intervention",
    use: "Offered for a learner’s support. Verify: authorities number their stages differently.",
  },
  plan: { title: "Plans", use: "Offered when a plan that is kept elsewhere is referred to." },
  destination: {
    title: "Destinations after school",
    use: "Read from imported files. Verify: a starter list of the national collection’s headings, not confirmed.",
  },
} as const satisfies Record<RefList, { title: string; use: string }>;

/** Labels and hints of the form for one entry. */
export const refCodeWords = {
  label: { label: "Wording" },
  hint: { label: "Hint", hint: "A short line under the wording" },
  position: { label: "Place in the list", hint: "1 is first" },
} as const;

/** A new entry when `code` is not given; else a new version of it, made on top of `version`. */
export const saveRefCodeSchema = z.object({
  list: z.enum(refLists, "Select a list"),
  code: z
    .string()
    .regex(/^[a-z0-9_]{1,60}$/, "Code must be small letters, digits and _")
    .optional(),
  version: z.coerce.number().int().min(0).default(0),
  label: z
    .string("Enter the wording")
    .trim()
    .min(2, "Enter the wording")
    .max(120, "Wording must be 120 characters or fewer"),
  hint: z.string().trim().max(200, "Hint must be 200 characters or fewer").optional(),
  position: z.coerce
    .number("Place in the list must be a number")
    .int("Place in the list must be a whole number")
    .min(1, "Place in the list must be 1 or more")
    .max(999, "Place in the list must be 999 or less"),
});
export type SaveRefCodeInput = z.infer<typeof saveRefCodeSchema>;

/** No longer offered; what was recorded keeps its words. */
export const retireRefCodeSchema = z.object({
  list: z.enum(refLists),
  code: z.string().max(60),
  version: z.coerce.number().int(),
});
export type RetireRefCodeInput = z.infer<typeof retireRefCodeSchema>;
