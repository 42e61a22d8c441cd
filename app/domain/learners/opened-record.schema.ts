import { z } from "zod";
import { scnField } from "./learner-details.schema";

const part = (label: string) =>
  z.string().trim().max(80, `${label} must be 80 characters or fewer`).optional();

/** Whom a teacher means, by SCN or by the whole name with the date of birth; and why they need the record now. */
export const openRecordSchema = z
  .object({
    scn: scnField,
    givenName: part("Given name"),
    familyName: part("Family name"),
    dateOfBirth: z.iso.date("Date of birth must be a real date").optional(),
    reason: z
      .string("Enter why you need this record now")
      .trim()
      .min(10, "Say in a few words more why you need this record now")
      .max(500, "Reason must be 500 characters or fewer"),
  })
  .refine(({ scn, givenName, familyName, dateOfBirth }) => scn || (givenName && familyName && dateOfBirth), {
    path: ["scn"],
    message: "Enter the SCN, or given name, family name and date of birth below",
    // Said at once, also when the reason is missing too.
    when: () => true,
  });
export type OpenRecordInput = z.infer<typeof openRecordSchema>;

/** A press beside an opened record. */
export const settleOpeningSchema = z.object({ openingId: z.uuid(), press: z.enum(["close", "seen"]) });
export type SettleOpeningInput = z.infer<typeof settleOpeningSchema>;
