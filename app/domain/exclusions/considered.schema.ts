import { z } from "zod";
import { consideredAnswers } from "./considered.words";
import { optionalWords } from "./internal/exclusion-fields";

const point = z.object({
  code: z.string().max(60),
  /** The version whose words the form showed. */
  version: z.coerce.number<string>().int().min(1),
  considered: z.enum(consideredAnswers).optional(),
  comment: optionalWords(),
  evidence: optionalWords(),
  whyNot: optionalWords(),
});

/** Answers to points of the checklist; those without an answer are left as they are. */
export const considerPointsSchema = z.object({
  about: z.object({ kind: z.enum(["alert", "exclusion"]), id: z.string() }),
  /** When the newest answer was given that the form shows; left out when it shows none. */
  seen: z.iso.datetime().optional(),
  points: z.array(point).max(100),
});
export type ConsiderPointsInput = z.output<typeof considerPointsSchema>;
