/** Temporary, or the child does not come back to the school. Values are stable. */
export const exclusionKinds = ["temporary", "removed_from_register"] as const;
export type ExclusionKind = (typeof exclusionKinds)[number];

export const exclusionKindLabels = {
  temporary: "Temporary exclusion",
  removed_from_register: "Removed from the register",
} as const satisfies Record<ExclusionKind, string>;

/** The two grounds of regulation 4 (Circular 8/03). */
export const grounds = ["rules_not_complied_with", "seriously_detrimental"] as const;
export type Ground = (typeof grounds)[number];

export const groundLabels = {
  rules_not_complied_with:
    "The parent refuses or fails to comply, or to allow the pupil to comply, with the rules, regulations or disciplinary requirements of the school",
  seriously_detrimental:
    "Continued attendance would be likely to be seriously detrimental to order and discipline in the school, or to the educational well-being of the pupils there",
} as const satisfies Record<Ground, string>;

/** Half of a school day. */
export const halves = ["morning", "afternoon"] as const;
export type Half = (typeof halves)[number];

export const halfLabels = { morning: "Morning", afternoon: "Afternoon" } as const satisfies Record<
  Half,
  string
>;

/** What can be done about an exclusion that is on record. */
export const stepKinds = [
  "told",
  "meeting_offered",
  "meeting_held",
  "meeting_declined",
  "written_notice",
  "no_appeal_intended",
  "appeal_lodged",
  "appeal_confirmed",
  "appeal_annulled",
  "appeal_modified",
  "returned",
  "first_day_checked",
  "return_reviewed",
] as const;
export type StepKind = (typeof stepKinds)[number];

export const stepLabels = {
  told: "Told of the decision",
  meeting_offered: "Meeting offered",
  meeting_held: "Meeting held",
  meeting_declined: "Meeting declined",
  written_notice: "Written notice sent",
  no_appeal_intended: "Said that no appeal is intended",
  appeal_lodged: "Appeal lodged",
  appeal_confirmed: "Appeal heard: the exclusion stands",
  appeal_annulled: "Appeal heard: the exclusion is annulled",
  appeal_modified: "Appeal heard: conditions changed",
  returned: "Back in school",
  first_day_checked: "First day back checked",
  return_reviewed: "Plan for return reviewed",
} as const satisfies Record<StepKind, string>;

/** What is owed after an exclusion, in the order in which it falls due. */
export const duties = [
  "tell",
  "offer_meeting",
  "hold_meeting",
  "written_notice",
  "education",
  "plan_return",
  "check_first_day",
  "review_return",
] as const;
export type Duty = (typeof duties)[number];

export const dutyLabels = {
  tell: "Tell parent or young person of the decision",
  offer_meeting: "Say when and where the meeting is",
  hold_meeting: "Hold the meeting that was offered",
  written_notice: "Send the written notice",
  education: "Arrange education meanwhile",
  plan_return: "Make the plan for return",
  check_first_day: "Check the first day back",
  review_return: "Review the plan for return",
} as const satisfies Record<Duty, string>;

/** One duty: until when it is to be done, and how it stands on a day. Days are "2026-11-22". */
export type DutyState = {
  duty: Duty;
  dueOn: string;
  state: "done" | "done_late" | "due" | "overdue" | "not_needed";
  /** When it was done. */
  doneOn: string | null;
};

/** What time out of school is called. Whatever the name, it is counted. */
export const timeOutKinds = ["temporary_exclusion", "sent_home", "part_time", "other_authorised"] as const;
export type TimeOutKind = (typeof timeOutKinds)[number];

export const timeOutLabels = {
  temporary_exclusion: "Temporary exclusion",
  sent_home: "Sent home",
  part_time: "Part-time timetable",
  other_authorised: "Other authorised time out",
} as const satisfies Record<TimeOutKind, string>;

/** The code of the list education_meanwhile that says there is none: an answer, and chased until the child is back. */
export const noneSoFar = "none_so_far";

/** Said wherever days of regulation 4A are counted. */
export const countingNotice = {
  calendar_days:
    "Calendar days are counted, from the day after the decision. How the days are counted is to be checked with your legal team.",
  school_days:
    "School days are counted, from the day after the decision. How the days are counted is to be checked with your legal team.",
} as const;

/** Questions of the form that records an exclusion. */
export const exclusionFormWords = {
  ground: { label: "On which ground was it decided?" },
  decidedOn: { label: "On which day was it decided?" },
  decidedBy: { label: "Who decided?", hint: "The name of the head teacher" },
  startsOn: { label: "First day out of school" },
  startsAt: { label: "From the morning or the afternoon?" },
  openings: {
    label: "Length, in half days",
    hint: "2 is one school day. The day of return is counted by the school’s calendar",
  },
  reason: {
    label: "Why, in short",
    hint: "Facts, in plain kind words, and no other child’s name. The young person may read this one day",
  },
  incidentTypes: {
    label: "Incident type",
    hint: "As the national collection words it. Select all that apply",
  },
  motivations: { label: "Motivation", hint: "As the national collection words it" },
  seemisReference: { label: "SEEMiS reference" },
} as const;

/** Questions about education meanwhile, asked when the exclusion is recorded and whenever the answer changes. */
export const educationWords = {
  provision: { label: "What education is there meanwhile?", hint: "“None so far” is an answer too" },
  educationFrom: { label: "From which day?" },
  educationDecidedBy: { label: "Who decided this?", hint: "A name" },
  educationWhy: { label: "Why is there none so far?" },
} as const;

/** Why an exclusion is annulled. */
export const annulmentCauses = ["appeal", "mistake"] as const;

export const annulmentCauseLabels = {
  appeal: "An appeal annulled it",
  mistake: "It was recorded by mistake",
} as const satisfies Record<(typeof annulmentCauses)[number], string>;
