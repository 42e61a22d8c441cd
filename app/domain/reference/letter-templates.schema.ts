import { z } from "zod";
import { type LetterPart, letterTemplates, placeholdersIn, placeholderWords } from "./letter-templates.words";

/** More parts than a letter of two pages has. */
const mostParts = 20;

const longestPart = 3000;

const known = (name: string) => Object.hasOwn(placeholderWords, name);

const text = z
  .string()
  .trim()
  .max(longestPart, `Text must be ${longestPart} characters or fewer`)
  .superRefine((typed, context) => {
    const unknown = placeholdersIn(typed).find((name) => !known(name));
    if (unknown !== undefined)
      context.addIssue({
        code: "custom",
        message: `“{${unknown}}” is none of the names that a letter fills in`,
      });
  })
  .optional();

const heading = z
  .string()
  .trim()
  .max(120, "Heading must be 120 characters or fewer")
  .refine((typed) => placeholdersIn(typed).length === 0, "Heading must hold no names in curly brackets")
  .optional();

const isChecked = z
  .literal("on")
  .optional()
  .transform((ticked) => ticked === "on");

/** A letter's wording. `version` is the one that was on the page. A part without text is left out. */
export const saveLetterTemplateSchema = z.object({
  code: z.enum(letterTemplates, "Select a letter"),
  version: z.coerce.number().int().min(0),
  parts: z
    .array(z.object({ heading, text, isChecked }).optional())
    .max(mostParts, `A letter has ${mostParts} parts or fewer`)
    .transform((parts): LetterPart[] =>
      parts.flatMap((each) =>
        each?.text ? [{ heading: each.heading ?? null, text: each.text, isUnverified: !each.isChecked }] : [],
      ),
    )
    .refine((parts) => parts.length > 0, "Enter the wording"),
});
export type SaveLetterTemplateInput = z.output<typeof saveLetterTemplateSchema>;
