import type { IntakeField } from "~/platform/intake/mapping";

/** The most rows of a file. */
export const mostRecordedRows = 5_000;

/** What can be read from a file of recorded exclusions and attendance codes. No layout is assumed. */
export const recordedFields = [
  "scn",
  "seedCode",
  "startsOn",
  "endsOn",
  "openings",
  "days",
  "startsAt",
  "code",
  "incidentType",
] as const;
export type RecordedField = (typeof recordedFields)[number];

/** Words that headings often have, for a first guess. */
export const recordedFieldWords: readonly IntakeField<RecordedField>[] = [
  { name: "scn", words: ["scn", "candidate number", "candidate no"] },
  { name: "seedCode", words: ["seed code", "seed", "school code", "seed number"] },
  { name: "startsOn", words: ["start date", "first day", "date from", "start", "from", "date"] },
  { name: "endsOn", words: ["end date", "last day", "date to", "end", "to"] },
  { name: "openings", words: ["openings", "half days", "openings lost"] },
  { name: "days", words: ["days", "days lost", "length"] },
  { name: "startsAt", words: ["half day", "am pm", "morning or afternoon"] },
  { name: "code", words: ["code", "attendance code", "absence code", "mark"] },
  { name: "incidentType", words: ["incident type", "incident", "type of incident"] },
];

/** The questions of the page that says which column is which. */
export const mappingWords = {
  scn: { label: "SCN", hint: "Scottish Candidate Number: how learners are found" },
  seedCode: { label: "School", hint: "Its SEED code. Without it, the school on whose roll the learner was" },
  startsOn: { label: "First day" },
  endsOn: { label: "Last day", hint: "Included" },
  openings: { label: "Length in half days" },
  days: { label: "Length in days", hint: "Where there is no column of half days" },
  startsAt: { label: "Morning or afternoon" },
  code: { label: "Code", hint: "Needed where the file holds attendance too" },
  incidentType: { label: "Incident type" },
} as const satisfies Record<RecordedField, { label: string; hint?: string }>;

/** What codes of the file mean, each a list with commas. */
export const codeWords = {
  exclusionCodes: {
    label: "Codes that are an exclusion",
    hint: "As the file writes them, with commas between them. Without a column of codes every row is one",
  },
  absenceCodes: {
    label: "Codes of absence that could be a child sent home",
    hint: "For example authorised absence. Rows with other codes are left out",
  },
} as const;

/** What the authority's system can hold of a learner. */
export type RecordedKind = "exclusion" | "absence";
