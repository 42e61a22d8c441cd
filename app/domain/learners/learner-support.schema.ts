import { z } from "zod";
import {
  type AsnAnswer,
  asnAnswers,
  type CspAnswer,
  cspAnswers,
  type Interpreter,
  interpreters,
} from "./learner-support.words";

const keysOf = <K extends string>(words: Record<K, unknown>) => Object.keys(words) as [K, ...K[]];
const code = z.string().max(60);

/** Languages and support of a learner, typed over `version` of them; 0 when nothing was on record. */
export const saveLearnerSupportSchema = z
  .object({
    learnerId: z.uuid(),
    version: z.coerce.number().int(),
    languages: z.array(code).max(20).default([]),
    interpreter: z.enum(keysOf<Interpreter>(interpreters)).optional(),
    asn: z.enum(keysOf<AsnAnswer>(asnAnswers)).optional(),
    csp: z.enum(keysOf<CspAnswer>(cspAnswers)).optional(),
    cspConsideredOn: z.iso.date("CSP considered on must be a real date").optional(),
    hasIep: z.enum(["yes", "no"]).optional(),
    stagedIntervention: code.optional(),
  })
  .superRefine(({ csp, cspConsideredOn }, { addIssue }) => {
    if (csp && !cspConsideredOn)
      addIssue({ code: "custom", path: ["cspConsideredOn"], message: "Enter the day it was considered" });
    if (!csp && cspConsideredOn)
      addIssue({ code: "custom", path: ["csp"], message: "Select what came of considering it" });
  });
export type SaveLearnerSupportInput = z.infer<typeof saveLearnerSupportSchema>;

/** A plan that is kept elsewhere. `planId` is made with the form: sent twice, it is one. */
export const addPlanSchema = z.object({
  learnerId: z.uuid(),
  planId: z.uuid("The form is incomplete. Open it again"),
  kind: z.string("Select which plan").max(60),
  keptWhere: z
    .string("Enter where it is kept")
    .trim()
    .min(2, "Enter where it is kept")
    .max(200, "Where it is kept must be 200 characters or fewer"),
  datedOn: z.iso.date("Enter the date of the plan"),
});
export type AddPlanInput = z.infer<typeof addPlanSchema>;
