import { z } from "zod";
import { fates } from "~/platform/intake/fates";
import { importKinds } from "./calendar-import.words";

/** The largest file that is read: 1 MB. */
const longestFileBytes = 1_000_000;

/** The most rows of a file. */
export const mostRows = 1_000;

/** A file to be read for an authority's calendar. */
export const readCalendarFileSchema = z.object({
  file: z
    .instanceof(File, { error: "Select a file" })
    // What a browser sends when no file was chosen.
    .refine((file) => file.name !== "" || file.size > 0, "Select a file")
    .refine((file) => file.size <= longestFileBytes, "The file must be 1 MB or smaller"),
});

const sensibleDay = z.iso.date().refine((day) => "2000" <= day && day < "2100");

/** A row of a file that could be read, as the preview sends it on. */
export const importRowSchema = z.object({
  /** Where it stands in the file: "Line 3", "Event 2". */
  place: z.string().max(20),
  kind: z.enum(importKinds),
  name: z.string().trim().min(2).max(80),
  firstDay: sensibleDay,
  lastDay: sensibleDay,
  /** Null: for the whole authority. */
  seedCode: z.string().max(20).nullable(),
});
export type ImportRow = z.infer<typeof importRowSchema>;

/** JSON as text; what is none becomes null, which no schema of rows takes. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The rows as they were shown, each with what was to become of it. */
export const applyCalendarImportSchema = z.object({
  authorityId: z.uuid("Select an education authority"),
  rows: z
    .string("Choose the file again")
    .transform(fromJson)
    .pipe(z.array(importRowSchema, "Choose the file again").max(mostRows, "Choose the file again")),
  fates: z
    .string("Choose the file again")
    .transform((text) => (text === "" ? [] : text.split(",")))
    .pipe(z.array(z.enum(fates, "Choose the file again"))),
});
export type ApplyCalendarImportInput = z.infer<typeof applyCalendarImportSchema>;
