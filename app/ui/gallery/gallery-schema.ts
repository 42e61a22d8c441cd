import { z } from "zod";

/** What the gallery's form asks; every error of it can be provoked by sending the form empty. */
export const gallerySchema = z.object({
  reference: z.string("Enter the reference").max(12, "The reference must be 12 characters or fewer"),
  happened: z.string("Enter what happened").max(200, "What happened must be 200 characters or fewer"),
  where: z.enum(["school", "home", "elsewhere"], "Select where the child is now"),
  place: z.string().optional(),
  isDecided: z.enum(["yes", "no"], "Select yes if the decision has been made"),
  told: z.array(z.string()).min(1, "Select who already knows"),
  stage: z.string("Select a stage"),
  day: z.string("Enter the day").regex(/^\d{4}-\d\d-\d\d$/, "The day must be a real day"),
  time: z.string("Enter the time"),
  isAgreed: z.literal("on", "Tick the box if everyone agrees"),
});
