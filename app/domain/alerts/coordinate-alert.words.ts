// Words and choices of the forms of coordinating, apart from their schemas so that browsers are not sent the schema library.

/** What is said of an alternative to exclusion that was considered. */
export const optionAnswerWords = {
  will_use: "Will use",
  not_now: "Not now",
} as const;
export type OptionAnswer = keyof typeof optionAnswerWords;

export const optionsWords = {
  why: { label: "Why, and how", hint: "Who does what, from when" },
  reason: { label: "Main reason" },
  whyNot: { label: "Why not now", besideReason: "Where the reason above does not say it" },
} as const;

export const peopleWords = {
  learnerPersonId: {
    label: "Somebody around the learner",
    hint: "From the notify list: people who may be told of the decision",
  },
  name: { label: "Or somebody else: name" },
  role: { label: "Their role", hint: "For example, pastoral care teacher or advocacy worker" },
} as const;

export const advocacyAnswerWords = {
  accepted: "Accepted",
  declined: "Declined",
  not_answered: "Not answered yet",
} as const;
export type AdvocacyAnswer = keyof typeof advocacyAnswerWords;

export const advocacyWords = {
  offeredBy: { label: "Who offered advocacy?", hint: "A name and role" },
  answer: { label: "What did the child say to it?" },
} as const;

export const meetingKindWords = {
  call: "By phone",
  in_person: "In person",
  online: "Online",
} as const;
export type MeetingKind = keyof typeof meetingKindWords;

export const meetingWords = {
  kind: { label: "How did you meet?", hint: "A ten-minute call counts" },
  day: { label: "Day" },
  time: { label: "Time it started" },
  attendees: { label: "Who took part?", hint: "One person on each line: a name and role" },
  notes: {
    label: "What was said",
    hint: "Facts, in plain kind words. The young person may read this one day",
  },
} as const;

export const actionWords = {
  what: { label: "What will be done?", hint: "One thing. Do not name another child" },
  personId: {
    label: "Who will do it?",
    hint: "They get an email without names, and see it when they sign in",
  },
  dueOn: { label: "By which day?" },
  audience: { label: "Who may read it?" },
} as const;
