import { z } from "zod";
import { type RelatedRole, relatedRoles } from "./learner-relation.words";

const sentence = "Select somebody";

/** Who sees a part of a learner's record from today on. `who` is a role and a person, for somebody may hold two. */
export const startRelationSchema = z
  .object({
    learnerId: z.uuid(),
    who: z
      .string(sentence)
      .regex(new RegExp(`^(${relatedRoles.join("|")}) [0-9a-f-]{36}$`), sentence)
      .transform((chosen) => {
        const [role, personId = ""] = chosen.split(" ");
        return { role: role as RelatedRole, personId };
      }),
    untilOn: z.iso.date("Last day must be a real date").optional(),
  })
  .superRefine(({ who, untilOn }, { addIssue }) => {
    if (who.role === "house_key_worker" && !untilOn)
      addIssue({
        code: "custom",
        path: ["untilOn"],
        message: "Enter the last day: a house key worker sees a learner for a time",
      });
  });
export type StartRelationInput = z.infer<typeof startRelationSchema>;
