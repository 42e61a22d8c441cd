import { z } from "zod";

/** The largest file that is read: 1 MB. */
const longestFileBytes = 1_000_000;

/** A file to be compared, and whose it is. */
export const startReconciliationSchema = z.object({
  importId: z.uuid("Open this page again"),
  authorityId: z.uuid("Select an education authority"),
  file: z
    .instanceof(File, { error: "Select a file" })
    // What a browser sends when no file was chosen.
    .refine((file) => file.name !== "" || file.size > 0, "Select a file")
    .refine((file) => file.size <= longestFileBytes, "The file must be 1 MB or smaller"),
});
export type StartReconciliationInput = z.infer<typeof startReconciliationSchema>;

const heading = z.string().max(120).optional();

/** "B, H,h" as codes, each once, in capitals: how they are compared. */
const codes = z
  .string()
  .max(200, "Codes must be 200 characters or fewer")
  .optional()
  .transform((text = "") => [
    ...new Set(
      text
        .toUpperCase()
        .split(/[,;]/)
        .map((code) => code.trim())
        .filter(Boolean),
    ),
  ]);

/** Which column is which, by its heading, and what the codes mean. */
export const mapReconciliationSchema = z
  .object({
    importId: z.uuid("There is no such import"),
    scn: z.string("Select the column that holds the SCN").max(120),
    seedCode: heading,
    startsOn: z.string("Select the column that holds the first day").max(120),
    endsOn: heading,
    openings: heading,
    days: heading,
    startsAt: heading,
    code: heading,
    incidentType: heading,
    exclusionCodes: codes,
    absenceCodes: codes,
  })
  .superRefine((input, context) => {
    const wrong = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    const { exclusionCodes, absenceCodes } = input;
    if (input.code && exclusionCodes.length + absenceCodes.length === 0)
      wrong("exclusionCodes", "Enter the codes that are an exclusion");
    if (!input.code && exclusionCodes.length + absenceCodes.length > 0)
      wrong("code", "Select the column that holds the codes");
    if (absenceCodes.some((code) => exclusionCodes.includes(code)))
      wrong("absenceCodes", "A code must be either an exclusion or an absence");
  });
export type MapReconciliationInput = z.infer<typeof mapReconciliationSchema>;

/** The rows that were shown are to be saved. */
export const applyReconciliationSchema = z.object({ importId: z.uuid("There is no such import") });
export type ApplyReconciliationInput = z.infer<typeof applyReconciliationSchema>;
