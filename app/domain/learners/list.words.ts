// Words of lists of learners, of the lists somebody keeps, and of the file they leave in.

/** Labels of the filter. */
export const filterWords = {
  stage: { label: "Stage" },
  school: { label: "School" },
  area: { label: "Area" },
  known: { label: "Care experience or scope" },
  sort: { label: "Sorted by" },
  noSchool: "No school",
} as const;

/** Words of the form that keeps a filter. */
export const savedListWords = {
  name: { label: "Name of the list", hint: "Only you see it. Do not use a learner’s name" },
} as const;

/** The columns of the file. */
export const exportWords = {
  headings: ["Given name", "Family name", "Known as", "Stage", "School", "Care experience or scope"],
} as const;
