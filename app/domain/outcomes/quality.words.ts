import type { Sector } from "~/domain/organisations/organisations.words";

/**
 * So long an alert has been closed before it can be drawn, so that nobody recognises last week's. An alert is usually
 * closed after its check at 30 school days, so what happened lies ten weeks back or more. Working assumption.
 */
export const restDays = 28;

/** Fewer than this can point to a child (domain facts §5). */
export const fewestCases = 5;

/** So many are offered, when there are so many. */
export const usualCases = 10;

/** As many as a group can talk about. */
export const mostCases = 20;

/** So long may a text of a case be. */
export const longestText = 1000;

/** What of a text could point to a child. */
export const findingLabels = {
  learner: "name of the young person",
  school: "name of the school",
  person: "somebody around them",
  staff: "member of staff",
  initials: "initials",
  date: "date or day",
  phone: "phone number",
  address: "address",
  stage_or_age: "stage or age",
  sex: "says whether boy or girl",
  care: "says where they live",
} as const;
export type FindingKind = keyof typeof findingLabels;

/** Part of a text, from `start` up to `end`, that could point to the child. */
export type Finding = { kind: FindingKind; start: number; end: number };

/** While one of these stands in a case, it cannot be marked fit. */
export const stops = (kind: FindingKind): boolean => kind === "learner" || kind === "school";

/** Sectors that may be said: there are few special schools. */
export const saidSectors = ["primary", "secondary"] as const satisfies Sector[];
export type SaidSector = (typeof saidSectors)[number];
export const notSaid = "not_said";

/** The sector as a case gives it; null for one that would point to few children. */
export const saidSector = (sector: Sector): SaidSector | null =>
  saidSectors.find((said) => said === sector) ?? null;

export const sectorLabels = {
  primary: "Primary school",
  secondary: "Secondary school",
  not_said: "Not said",
} as const satisfies Record<SaidSector | typeof notSaid, string>;

export const reviews = ["fit", "sent_back"] as const;
export type Review = (typeof reviews)[number];

export const reviewLabels = { fit: "Fit to leave", sent_back: "Sent back" } as const satisfies Record<
  Review,
  string
>;

export const drawWords = {
  schoolYear: { label: "School year" },
  count: {
    label: "How many examples?",
    hint: `From 1 to ${mostCases}; fewer than ${fewestCases} can point to a child`,
  },
} as const;

const untick = "Untick what would point to the child";

export const caseWords = {
  sector: { label: "Kind of school" },
  triggers: { label: "What led to it, as the school ticked it", hint: untick },
  used: { label: "Alternatives that were used", hint: untick },
  notUsed: { label: "Alternatives that were considered and not used", hint: untick },
  ledToIt: {
    label: "What led to it, in your words",
    hint: "Written for young people who did not know the child: what was hard, and what was needed. No name, place, day, stage, “he” or “she”",
  },
  cameOfIt: {
    label: "What came of it, in your words",
    hint: "Beyond the outcome: what helped, what did not",
  },
  mayQuote: { label: "May words of the young person be in the sample?" },
  childWords: { label: "Their words", hint: "As they said them, without names" },
  permissionAskedBy: { label: "Who asked?", hint: "Stays in the app" },
  permissionAskedOn: { label: "On which day?", hint: "Stays in the app" },
} as const;

export const mayQuoteWords = {
  yes: "Yes: they were asked for this purpose, and said yes",
  no: "No: they were not asked for this purpose, or did not say yes",
} as const;

/** Shown where the words of the young person would stand. */
export const noWords = "Not in this sample: they were not asked, or did not say yes.";

/** What has to be known before a case leaves, as sentences. Empty: nothing of that kind. */
export function smallNumberWarnings(given: { cases: number; alike: number; isRemoved: boolean }): string[] {
  const { cases, alike, isRemoved } = given;
  return [
    ...(cases < fewestCases
      ? [
          `This sample has fewer than ${fewestCases} examples. Whoever knows one of the children can recognise them more easily.`,
        ]
      : []),
    ...(alike < fewestCases
      ? [
          `Fewer than ${fewestCases} of the alerts drawn from have this outcome in this kind of school. Consider leaving the kind of school out.`,
        ]
      : []),
    ...(isRemoved
      ? [
          "This child was removed from the register, which happens to hardly anybody. The example says “Excluded”; the text must not say more.",
        ]
      : []),
  ];
}

/** How many it was drawn from, without a number that could point to a child. */
export const drawnFromWords = (cases: number, drawnFrom: number): string =>
  `${cases === 1 ? "1 alert" : `${cases} alerts`}, drawn by lot from ${drawnFrom < fewestCases ? `fewer than ${fewestCases}` : drawnFrom} that were raised in that school year and had been closed for ${restDays} days or more. An alert tells the Virtual School that a care experienced young person may be excluded, before it is decided.`;

/** On everything that leaves. */
export const leavingNotice =
  "The texts were written for this purpose and read by a second person. They do not say who the young people are: please do not try to find out.";

export const sampleStates = {
  open: { label: "In work", colour: "blue" },
  ready: { label: "Ready to be released", colour: "purple" },
  released: { label: "Released", colour: "green" },
  withdrawn: { label: "Withdrawn", colour: "grey" },
} as const;

export const caseStates = {
  to_write: { label: "To be written", colour: "grey" },
  to_review: { label: "To be reviewed", colour: "blue" },
  sent_back: { label: "Sent back", colour: "orange" },
  fit: { label: "Fit to leave", colour: "green" },
} as const;
