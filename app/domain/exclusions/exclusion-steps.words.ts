import type { StepKind } from "./exclusions.words";

/** Steps that are written down on their own page; an annulment and the way back have pages of their own. */
export const recordableSteps = [
  "told",
  "meeting_offered",
  "meeting_held",
  "meeting_declined",
  "written_notice",
  "no_appeal_intended",
  "appeal_lodged",
  "appeal_confirmed",
  "appeal_modified",
] as const satisfies StepKind[];
export type RecordableStep = (typeof recordableSteps)[number];

/** Steps that a closed record still takes: an appeal may come at any time. */
export const appealSteps = [
  "appeal_lodged",
  "appeal_confirmed",
  "appeal_modified",
] as const satisfies RecordableStep[];

/** What the form of one step asks. What is left out is not asked. */
type StepQuestions = {
  title: string;
  lead?: string;
  day: string;
  /** Asked as "10:30". */
  time?: { label: string; isRequired: boolean };
  /** People of the notify list who may be told the decision, and the young person. */
  people?: string;
  asksMethod?: true;
  by: string;
  words?: { label: string; hint?: string; isRequired: boolean };
};

const whatWasSaid = { label: "What was said", isRequired: false };

/** The form of each step, in the order of the law (regulation 4A). */
export const stepQuestions: Record<RecordableStep, StepQuestions> = {
  told: {
    title: "Told of the decision",
    day: "On which day?",
    time: { label: "At what time?", isRequired: false },
    people: "Who was told?",
    asksMethod: true,
    by: "Who told them?",
    words: whatWasSaid,
  },
  meeting_offered: {
    title: "Meeting offered",
    lead: "A later offer puts the meeting on another day.",
    day: "Day of the meeting",
    time: { label: "Time of the meeting", isRequired: true },
    people: "To whom was it offered?",
    by: "Who offered it?",
    words: { label: "Where is the meeting, and with whom?", isRequired: true },
  },
  meeting_held: {
    title: "Meeting held",
    day: "On which day?",
    people: "Who came?",
    by: "Who from the school or the authority?",
    words: whatWasSaid,
  },
  meeting_declined: {
    title: "Meeting declined",
    day: "On which day?",
    people: "Who declined?",
    by: "Who took the answer?",
    words: whatWasSaid,
  },
  written_notice: {
    title: "Written notice sent",
    lead: "For a letter that was not made here. This page notes that it went out, and what it says.",
    day: "On which day?",
    people: "To whom?",
    by: "Who sent it?",
    words: {
      label: "Reasons, and conditions if there are any",
      hint: "As the notice gives them. It also says that there is a right of appeal, and where an appeal is sent",
      isRequired: true,
    },
  },
  no_appeal_intended: {
    title: "No appeal is intended",
    lead: "The right of appeal stays all the same: nobody gives it up by saying this.",
    day: "On which day?",
    people: "Who said so?",
    by: "Who was told?",
    words: whatWasSaid,
  },
  appeal_lodged: {
    title: "Appeal lodged",
    day: "On which day?",
    people: "Who appealed?",
    by: "Who received it?",
  },
  appeal_confirmed: {
    title: "Appeal heard: the exclusion stands",
    day: "On which day was it heard?",
    by: "Who told you?",
  },
  appeal_modified: {
    title: "Appeal heard: conditions changed",
    day: "On which day was it heard?",
    by: "Who told you?",
    words: { label: "What was changed?", isRequired: true },
  },
};

/** How somebody was told. */
export const methodWords = { oral: "By word of mouth", written: "In writing" } as const;

/** The young person, beside the people of the notify list. */
export const youngPersonWords = "The young person";
