import { z } from "zod";

/** A press about an SCN to check: the number goes along, so that nobody takes over another one than they read. */
export const settleScnSchema = z.object({
  learnerId: z.uuid(),
  scn: z.string().regex(/^\d{9}$/),
  press: z.enum(["take_over", "drop"]),
});
export type SettleScnInput = z.infer<typeof settleScnSchema>;

/** A press about two records: of two people, or to be suggested again. */
export const tellApartSchema = z
  .object({ oneId: z.uuid(), otherId: z.uuid(), press: z.enum(["two_people", "suggest_again"]) })
  .refine(({ oneId, otherId }) => oneId !== otherId);
export type TellApartInput = z.infer<typeof tellApartSchema>;
