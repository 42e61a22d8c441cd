import type { TimeOutKind } from "./exclusions.words";

// Words and choices of the forms for time out of school, apart from their schemas so that browsers are not sent the schema library.

/** What is recorded by hand; a temporary exclusion brings its own time out. */
export const recordableTimeOut = [
  "sent_home",
  "part_time",
  "other_authorised",
] as const satisfies TimeOutKind[];

export const timeOutHints = {
  sent_home: "Also when somebody was asked to collect the child",
  part_time: "Fewer half days a week than the child is entitled to",
  other_authorised: "For example, agreed time at home before a move",
} as const satisfies Record<(typeof recordableTimeOut)[number], string>;

/** Half days a week of a usual full timetable. */
export const usualEntitlement = 10;

export const timeOutWords = {
  schoolId: { label: "At which school?" },
  alertId: {
    label: "Does it belong to an alert?",
    hint: "The same incident, or what followed from it",
    none: "No, to none of these",
  },
  kind: { label: "What was it?" },
  startsOn: { label: "First day out of school" },
  startsAt: { label: "From which half of that day?" },
  endsOn: { label: "Last day out of school", hint: "Leave this empty when nobody has said yet" },
  endsAt: { label: "Until which half of that day?" },
  agreedOpenings: { label: "Half days a week in school", hint: "2 is one school day" },
  entitledOpenings: { label: "Half days a week of a full timetable", hint: "Usually 10" },
  agreedBy: { label: "Who agreed to it?", hint: "Names and roles" },
  reviewOn: { label: "When is it reviewed?", hint: "Leave this empty when no day is set" },
  why: { label: "Why, in short", hint: "Facts, in plain kind words. The young person may read this one day" },
  source: { label: "How do you know?" },
  reviewedOn: { label: "When was it reviewed?" },
  decided: {
    label: "What was decided?",
    hint: "When the hours change, end this timetable and record the new one",
  },
  nextReviewOn: { label: "When is it reviewed next?", hint: "Leave this empty when no day is set" },
  reason: {
    label: "Why is it withdrawn?",
    hint: "For example, recorded for the wrong learner. It stays on the record and counts for nothing",
  },
} as const;

const countFormat = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 1 });

/** "5 half days", "1 half day", "2.5 half days". */
export function inHalfDays(count: number): string {
  const words = countFormat.format(count);
  return `${words} half ${words === "1" ? "day" : "days"}`;
}

/** "5 half days out of school this year"; null when there are none. A calendar that does not reach that far makes it a minimum. */
export function lostThisYear({ total, isKnown }: { total: number; isKnown: boolean }): string | null {
  if (total === 0 && isKnown) return null;
  return `${isKnown ? "" : "At least "}${inHalfDays(total)} out of school this year`;
}

/** Why time out is chased. */
export const chasedWords = {
  no_end: "Nobody has said when it ends",
  review_overdue: "Review overdue",
} as const;
