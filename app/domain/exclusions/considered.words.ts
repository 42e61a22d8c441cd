/** What the page and the document are called. */
export const consideredTitle = "Considered before excluding";

/** The code list of the points. */
export const pointsList = "considered_point";

/** Was a point considered? Values are stable. */
export const consideredAnswers = ["yes", "no"] as const;
export type ConsideredAnswer = (typeof consideredAnswers)[number];

export const consideredLabels = { yes: "Considered", no: "Not considered" } as const satisfies Record<
  ConsideredAnswer,
  string
>;

/** Labels and hints of the questions under a point. */
export const pointWords = {
  comment: { label: "Comment", hint: "What was considered, and what came of it" },
  evidence: { label: "Evidence", hint: "Where it is written down, or who was there" },
  whyNot: { label: "Comment", hint: "Why not, or not yet" },
} as const;

/** What the list is, and what it is not. */
export const checklistNotice =
  "The points follow the national guidance in our own words. They inform the head teacher’s decision; they neither allow nor stop it.";
