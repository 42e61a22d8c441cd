import { z } from "zod";
import { longestText } from "../alert-form.words";

const tooLong = (limit: number) => `Must be ${limit.toLocaleString("en-GB")} characters or fewer`;

/** Free text that must be there. */
export const requiredText = (missing: string, limit = longestText) =>
  z.string(missing).trim().min(1, missing).max(limit, tooLong(limit));

/** Free text that may be left out. */
export const optionalText = (limit = longestText) => z.string().trim().max(limit, tooLong(limit)).optional();

/** Half days out of school, up to the length of a school year. */
export const openings = z.coerce
  .number("Length must be a number of half days")
  .int("Length must be a whole number of half days")
  .min(1, "Length must be at least 1 half day")
  .max(380, "Length must be 380 half days or fewer, the length of a school year")
  .optional();

/** The id that the new row will have: a second press of the same form finds it there. */
export const formKey = z.uuid("The form is incomplete. Open it again");

/** What the child says, asked again; nobody has to ask or to answer. */
export const childView = z
  .enum(["in_their_words", "not_asked_yet", "did_not_want_to_say"], "Select what the child says")
  .default("not_asked_yet");
