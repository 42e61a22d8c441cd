import type { Decision, FactKind } from "./alerts.words";

// Words and choices of the forms from the decision on, apart from their schemas so that browsers are not sent the schema library.

/**
 * Decisions that the form offers. Removal from the register is not beside them: more than 99 in 100 exclusions are
 * temporary (domain facts §1.4).
 */
export const recordableDecisions = [
  "not_excluded",
  "no_longer_considered",
  "excluded_temporary",
] as const satisfies Decision[];

export const decisionWords = {
  decision: { label: "What did the head teacher decide?" },
  openings: { label: "Length, in half days", hint: "2 is one school day" },
  decidedOn: { label: "On which day was it decided?" },
  decidedBy: { label: "Who decided?", hint: "The name of the head teacher" },
  reason: {
    label: "Why, in short",
    hint: "Facts, in plain kind words. The young person may read this one day",
  },
  childView: {
    label: "What does the child say?",
    hint: "Ask again before the decision. They need not answer",
  },
  childWords: { label: "Their words" },
} as const;

/** The checks that follow a decision; `none` for something found out at another time. */
export const checkWords = {
  "10": "The check after 10 school days",
  "30": "The check after 30 school days",
  none: "Neither: something found out at another time",
} as const;

/** What a check can find. */
export const findingWords = {
  still_in_school: { label: "Still in school, with a full timetable" },
  sent_home: {
    label: "Sent home without an exclusion on record",
    hint: "Also when somebody was asked to collect the child",
  },
  part_time_timetable: { label: "Part-time timetable without a review" },
  excluded: { label: "Excluded" },
} as const;
type Finding = keyof typeof findingWords;

/** Where a fact is known from. Later rooms add sources of their own. */
export const sourceWords = {
  school: "The school told us",
  attendance_record: "Attendance record",
  carer: "Carer or home",
  social_worker: "Social worker",
  child: "The child",
  other: "Somebody else",
} as const;

const recordedSourceWords: Readonly<Record<string, string>> = {
  ...sourceWords,
  alert_form: "Said when the alert was raised",
  decision: "The head teacher’s decision",
};

/** The words of a fact's source; its own name where a later release has none for it. */
export const sourceInWords = (source: string): string => recordedSourceWords[source] ?? source;

export const followUpWords = {
  check: { label: "Which check is this?" },
  finding: { label: "What did you find?" },
  openings: { label: "Length in half days, if known", hint: "2 is one school day" },
  happenedOn: { label: "On which day did it happen or begin?" },
  source: { label: "How do you know?" },
  note: { label: "Note" },
} as const;

/** The fact that a finding leaves behind; null for a finding that a check has to turn into one. */
export const factOfFinding = {
  still_in_school: null,
  sent_home: "sent_home",
  part_time_timetable: "part_time_timetable",
  excluded: "excluded",
} as const satisfies Record<Finding, FactKind | null>;

export const closeWords = {
  learningNote: {
    label: "What have we learned?",
    hint: "What helped, what would help next time. The young person may read this one day",
  },
} as const;

export const withdrawWords = {
  reason: { label: "Why is the alert withdrawn?", hint: "For example, raised for the wrong learner" },
} as const;

export const verifyWords = {
  typed: { label: "Search for the learner", hint: "Type at least two letters of their name" },
  learnerId: { label: "Which learner is it?" },
  advice: {
    label: "Advice to the school",
    hint: "Who supports this child instead, and what the school can do next",
  },
} as const;
