import { z } from "zod";
import { longestText, mayQuoteWords, mostCases, notSaid, reviews, saidSectors } from "./quality.words";

const rowId = z.uuid("The form is incomplete. Open it again");
const tooLong = (limit: number) => `Must be ${limit.toLocaleString("en-GB")} characters or fewer`;
const words = (missing: string, limit: number) =>
  z.string(missing).trim().min(1, missing).max(limit, tooLong(limit));
const optionalWords = (limit: number) => z.string().trim().max(limit, tooLong(limit)).optional();
const codes = z.array(z.string().max(80)).max(60).default([]);

export const drawSampleSchema = z.object({
  sampleId: rowId,
  schoolYear: z.coerce.number("Select a school year").int("Select a school year").min(2000).max(2100),
  count: z
    .string("Enter how many examples")
    .trim()
    .regex(/^\d{1,4}$/, "Number of examples must be a whole number")
    .transform(Number)
    .pipe(
      z
        .number()
        .min(1, "Number of examples must be 1 or more")
        .max(mostCases, `Number of examples must be ${mostCases} or fewer`),
    ),
});

const aCase = { sampleId: rowId, caseId: rowId, version: z.coerce.number().int() };

export const writeCaseSchema = z
  .object({
    ...aCase,
    sector: z.enum([...saidSectors, notSaid], "Select what is said of the school"),
    triggers: codes,
    used: codes,
    notUsed: codes,
    ledToIt: words("Enter what led to it", longestText),
    cameOfIt: optionalWords(longestText),
    mayQuote: z.enum(
      Object.keys(mayQuoteWords) as (keyof typeof mayQuoteWords)[],
      "Select whether their words may be in the sample",
    ),
    childWords: optionalWords(longestText),
    permissionAskedBy: optionalWords(200),
    permissionAskedOn: z.iso.date("Day must be a real date").optional(),
  })
  .superRefine((input, context) => {
    if (input.mayQuote === "no") return;
    const missing = {
      childWords: "Enter the words that they said may be used",
      permissionAskedBy: "Enter who asked them",
      permissionAskedOn: "Enter the day on which they were asked",
    };
    for (const [path, message] of Object.entries(missing)) {
      if (!input[path as keyof typeof missing]) context.addIssue({ code: "custom", path: [path], message });
    }
  });

export const reviewCaseSchema = z
  .object({
    ...aCase,
    review: z.enum(reviews, "Select whether it may leave"),
    why: optionalWords(500),
  })
  .superRefine(({ review, why }, context) => {
    if (review === "sent_back" && !why)
      context.addIssue({ code: "custom", path: ["why"], message: "Enter what has to change" });
  });

export const releaseSampleSchema = z.object({ sampleId: rowId });

export const withdrawSampleSchema = z.object({
  sampleId: rowId,
  why: words("Enter why", 500),
});

export type DrawSampleInput = z.output<typeof drawSampleSchema>;
export type WriteCaseInput = z.output<typeof writeCaseSchema>;
export type ReviewCaseInput = z.output<typeof reviewCaseSchema>;
