/** When the head teacher expects to decide, seen from the moment of raising; decides how soon an answer is due. */
export const urgencies = ["today", "two_school_days", "later"] as const;
export type Urgency = (typeof urgencies)[number];

export const urgencyLabels = {
  today: "Today",
  two_school_days: "Within 2 school days",
  later: "Later",
} as const satisfies Record<Urgency, string>;

/** The head teacher's decision. Values are stable: outside checks use them. */
export const decisions = [
  "not_excluded",
  "excluded_temporary",
  "removed_from_register",
  "no_longer_considered",
] as const;
export type Decision = (typeof decisions)[number];

export const decisionLabels = {
  not_excluded: "Not excluded",
  excluded_temporary: "Excluded, temporary",
  removed_from_register: "Removed from the register",
  no_longer_considered: "Exclusion no longer considered",
} as const satisfies Record<Decision, string>;

/** What became of it, in the order in which the first that holds is the outcome. Derived from facts, never typed. */
export const outcomes = [
  "too_late",
  "went_ahead",
  "displaced",
  "pending",
  "prevented_sustained",
  "prevented",
  "not_known",
] as const;
export type Outcome = (typeof outcomes)[number];

export const outcomeLabels = {
  too_late: "Decided before the alert",
  went_ahead: "Excluded",
  displaced: "Time out not recorded as exclusion",
  pending: "Not known yet",
  prevented_sustained: "Still in school after 30 school days",
  prevented: "Still in school after 10 school days",
  not_known: "Not known",
} as const satisfies Record<Outcome, string>;

/** A remark on "Excluded": shorter than was first considered. */
export const reducedLabel = "Shorter than first considered";

/** What can be found out about an alert. Later rooms add facts; the outcome follows from all of them. */
export const factKinds = [
  "decision_preceded_alert",
  "decision_not_excluded",
  "decision_no_longer_considered",
  "excluded",
  "removed_from_register",
  "sent_home",
  "part_time_timetable",
  "still_in_school_10",
  "still_in_school_30",
] as const;
export type FactKind = (typeof factKinds)[number];

export const factLabels = {
  decision_preceded_alert: "The decision was made before the alert",
  decision_not_excluded: "The head teacher decided not to exclude",
  decision_no_longer_considered: "Exclusion was no longer considered",
  excluded: "Excluded",
  removed_from_register: "Removed from the register",
  sent_home: "Sent home without an exclusion on record",
  part_time_timetable: "Part-time timetable without a review",
  still_in_school_10: "Still in school after 10 school days",
  still_in_school_30: "Still in school after 30 school days",
} as const satisfies Record<FactKind, string>;

/** The fact that a decision leaves behind. */
export const factOfDecision = {
  not_excluded: "decision_not_excluded",
  no_longer_considered: "decision_no_longer_considered",
  excluded_temporary: "excluded",
  removed_from_register: "removed_from_register",
} as const satisfies Record<Decision, FactKind>;

/** Where an alert stands. Values are stable: outside checks use them. */
export const alertStates = [
  "raised",
  "acknowledged",
  "coordinating",
  "decided",
  "follow_up",
  "closed",
  "withdrawn",
  "duplicate",
] as const;
export type AlertState = (typeof alertStates)[number];

/** Why an alert ended. */
export const endReasons = [
  "withdrawn_by_school",
  "not_for_virtual_school",
  "duplicate",
  "followed_up",
  "practice",
] as const;
export type EndReason = (typeof endReasons)[number];

export const stateLabels = {
  raised: "Waiting for an answer",
  acknowledged: "Answered",
  coordinating: "Looking for alternatives",
  decided: "Decided",
  follow_up: "In follow-up",
  closed: "Closed",
  withdrawn: "Withdrawn",
  duplicate: "Duplicate",
} as const satisfies Record<AlertState, string>;
