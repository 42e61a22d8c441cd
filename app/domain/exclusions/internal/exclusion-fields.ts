import { z } from "zod";

const tooLong = (limit: number) => `Must be ${limit.toLocaleString("en-GB")} characters or fewer`;

/** Longest free text of an exclusion. */
const longestWords = 2000;

/** Free text that must be there. */
export const requiredWords = (missing: string, limit = longestWords) =>
  z.string(missing).trim().min(1, missing).max(limit, tooLong(limit));

/** Free text that may be left out. */
export const optionalWords = (limit = longestWords) =>
  z.string().trim().max(limit, tooLong(limit)).optional();

/** The id that the new row will have: a second press of the same form finds it there. */
export const newRowId = z.uuid("The form is incomplete. Open it again");

/** Half days out of school, up to the length of a school year. */
export const halfDays = z
  .string("Enter the length in half days")
  .trim()
  .regex(/^\d{1,4}$/, "Length must be a whole number of half days")
  .transform(Number)
  .pipe(
    z
      .number()
      .min(1, "Length must be at least 1 half day")
      .max(380, "Length must be 380 half days or fewer, the length of a school year"),
  );
