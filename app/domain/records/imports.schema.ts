import { z } from "zod";
import { type ImportKindName, importKinds, longestImportBytes } from "./imports.words";

/** A file that is brought in, and whose schools it is about. */
export const startImportSchema = z.object({
  importId: z.uuid("Open this page again"),
  kind: z.enum(Object.keys(importKinds) as [ImportKindName, ...ImportKindName[]], "Open this page again"),
  authorityId: z.uuid("Select an education authority"),
  file: z
    .instanceof(File, { error: "Select a file" })
    // What a browser sends when no file was chosen.
    .refine((file) => file.name !== "" || file.size > 0, "Select a file")
    .refine((file) => file.size <= longestImportBytes, "The file must be 8 MB or smaller"),
});
export type StartImportInput = z.infer<typeof startImportSchema>;

/** A column of the file by its heading; nothing when the file does not hold it. */
const heading = z
  .string()
  .max(120)
  .nullish()
  .transform((text) => text || null);

/** Which column of the file is which of the kind's. */
export const mapImportSchema = z.object({
  importId: z.uuid("There is no such import"),
  columns: z.record(z.string().max(40), heading),
});
export type MapImportInput = z.infer<typeof mapImportSchema>;

/** The rows that were shown are to be saved. */
export const applyImportSchema = z.object({ importId: z.uuid("There is no such import") });
export type ApplyImportInput = z.infer<typeof applyImportSchema>;
