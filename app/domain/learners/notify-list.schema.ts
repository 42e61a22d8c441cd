import { z } from "zod";
import { namedField } from "./learner-details.schema";
import {
  type FlagKind,
  flagKinds,
  type ParentalAnswer,
  parentalAnswers,
  type Relation,
  relations,
  type Telling,
  tellings,
} from "./learners.words";

const keysOf = <K extends string>(words: Record<K, unknown>) => Object.keys(words) as [K, ...K[]];
const told = z.array(z.enum(keysOf<Telling>(tellings)));

/** Somebody on the notify list; sent again for the same name and relation, it changes what is known of them. */
export const addPersonAroundLearnerSchema = z
  .object({
    learnerId: z.uuid(),
    name: z
      .string("Enter their name")
      .trim()
      .min(2, "Enter their name")
      .max(120, "Name must be 120 characters or fewer"),
    relation: z.enum(keysOf<Relation>(relations), "Select who they are to the learner"),
    phone: z.string().trim().max(30, "Phone number must be 30 characters or fewer").optional(),
    email: z.email("Email address must be like name@example.org").optional(),
    parentalResponsibilities: z.enum(keysOf<ParentalAnswer>(parentalAnswers)).optional(),
    mayBeTold: told.default([]),
    mayNotBeTold: told.optional(),
    fromOn: z.iso.date("From must be a real date").optional(),
    untilOn: z.iso.date("Until must be a real date").optional(),
  })
  .refine(({ fromOn, untilOn }) => !fromOn || !untilOn || untilOn >= fromOn, {
    path: ["untilOn"],
    error: "Until must not be before the first day",
  });
export type AddPersonAroundLearnerInput = z.infer<typeof addPersonAroundLearnerSchema>;

/** A flag with its reason. Adoption says the names from now on. `flagId` is made with the form: sent twice, it is one. */
export const setFlagSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("non_disclosure"), ...about() }),
  z.object({
    kind: z.literal("adoption"),
    ...about(),
    givenName: namedField("given name"),
    familyName: namedField("family name"),
  }),
]);
export type SetFlagInput = z.infer<typeof setFlagSchema>;

/** The kind that a URL names, or null. */
export const flagKindOf = (name: string | undefined): FlagKind | null =>
  keysOf<FlagKind>(flagKinds).find((kind) => kind === name) ?? null;

function about() {
  return {
    learnerId: z.uuid(),
    flagId: z.uuid("The form is incomplete. Open it again"),
    why: z.string("Enter why").trim().min(3, "Enter why").max(500, "Why must be 500 characters or fewer"),
  };
}
