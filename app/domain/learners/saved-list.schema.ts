import { z } from "zod";

/** A name for a filter. `listId` is made with the form: the same form twice saves one list. */
export const saveListSchema = z.object({
  listId: z.uuid("The form is incomplete. Open it again"),
  name: z
    .string("Enter a name for the list")
    .trim()
    .min(1, "Enter a name for the list")
    .max(60, "Name must be 60 characters or fewer"),
  query: z.string().max(500, "The form is incomplete. Open it again").default(""),
});
export type SaveListInput = z.infer<typeof saveListSchema>;
