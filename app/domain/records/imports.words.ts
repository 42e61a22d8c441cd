/** What a file can be about. */
export const importKinds = {
  learners: {
    title: "Learners",
    one: "learner",
    lead: "New learners with their school and care experience, and changed details of learners who are here.",
  },
  enrolments: {
    title: "Enrolments",
    one: "enrolment",
    lead: "At which schools learners who are here are on the roll, from when to when.",
  },
  "care-periods": {
    title: "Care periods",
    one: "care period",
    lead: "How learners who are here are looked after, from when to when.",
  },
  attendance: {
    title: "Attendance",
    one: "opening",
    lead: "Attendance of learners who are here, one row for each opening (half day).",
  },
  attainment: {
    title: "Attainment",
    one: "result",
    lead: "Levels and awards that learners who are here have achieved.",
  },
  destinations: {
    title: "Destinations",
    one: "destination",
    lead: "What learners who are here went on to after school.",
  },
  schools: { title: "Schools", one: "school", lead: "Schools of one education authority." },
  staff: {
    title: "Staff",
    one: "role",
    lead: "Designated Managers and Head Teachers of the schools of one education authority.",
  },
} as const satisfies Record<string, { title: string; one: string; lead: string }>;
export type ImportKindName = keyof typeof importKinds;

/** Is this a kind of import? */
export const isImportKind = (word: string | undefined): word is ImportKindName =>
  word !== undefined && Object.hasOwn(importKinds, word);

/** Files that hold no case content. */
export const isAboutLearners = (kind: ImportKindName): boolean => kind !== "schools" && kind !== "staff";

/** How far an import is. */
export const importStates = {
  read: "Columns to be chosen",
  mapped: "To be looked at and saved",
  applying: "Being saved",
  applied: "Saved",
  stopped: "Stopped",
} as const;
export type ImportState = keyof typeof importStates;

/** The most rows of a file. */
export const mostImportRows = 20_000;

/** The largest file: 8 MB. */
export const longestImportBytes = 8_000_000;

/** A column of a file, as people read of it. */
export type ColumnDoc = {
  name: string;
  label: string;
  hint: string | null;
  example: string;
  isRequired: boolean;
};
