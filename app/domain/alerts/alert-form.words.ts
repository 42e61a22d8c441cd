// Words and choices of the forms, apart from their schemas so that browsers are not sent the schema library.

/** Longest free text in one field. */
export const longestText = 10_000;

/** Where the child is now; the last two bring the phone numbers to the top. */
export const whereNowWords = {
  in_class: "In class or with their usual group",
  with_adult: "In school, with an adult",
  sent_out: "Already sent home or out of school",
  not_safe: "Not safe, or not where expected",
} as const;

export const childViewWords = {
  in_their_words: "In their own words",
  not_asked_yet: "Not asked yet",
  did_not_want_to_say: "Did not want to say",
} as const;

/** Labels, hints and choices of the form, in the order of its questions. */
export const raiseAlertWords = {
  decisionMade: { label: "Has the decision to exclude already been made?", yes: "Yes", no: "No, not yet" },
  learner: { label: "Who is it about?", hint: "Type at least two letters of their name" },
  childName: {
    label: "Name of the child",
    hint: "The Virtual School checks who they are. Nobody is turned away",
  },
  childStage: { label: "Stage" },
  childDateOfBirth: { label: "Date of birth, if you know it" },
  decisionExpected: {
    label: "When does the head teacher expect to decide?",
    today: "Today",
    another_day: "On another day",
    not_known: "Not known",
  },
  decisionTime: { label: "About what time, if you know" },
  decisionDay: { label: "Which day" },
  openingsConsidered: { label: "Length being considered, if any", hint: "In half days: 2 is one school day" },
  whereNow: { label: "Where is the child now?" },
  withWhom: { label: "Who is with them?", hint: "A name and role" },
  whatHappened: {
    label: "What happened?",
    hint: "Facts only. Do not name another child. The young person may read this one day",
  },
  triggers: { label: "What led to it, as far as you know?" },
  childView: { label: "What does the child say?" },
  childWords: { label: "Their words" },
  whoKnows: { label: "Who already knows?" },
  supportInPlace: { label: "Support in place now" },
  triedSoFar: { label: "What has been tried so far" },
  more: "If you have another minute: what led to it, who knows, length, support",
} as const;

/** Who may read a note or an action. */
export const audienceWords = {
  school_and_virtual_school: "School and Virtual School",
  virtual_school_only: "Virtual School only",
} as const;
