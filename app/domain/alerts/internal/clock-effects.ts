import type { AlertVerb } from "./alert-states";

/** What a change of an alert does to its clock. */
export type ClockEffect = "answered" | "heard" | "decided" | "ended";

const ending: readonly AlertVerb[] = ["withdraw", "not_for_virtual_school", "mark_duplicate", "close"];
const contact: readonly AlertVerb[] = ["record_call", "record_meeting"];
const work: readonly AlertVerb[] = [
  "add_note",
  "consider_option",
  "add_person",
  "tell_person",
  "offer_advocacy",
  "agree_action",
];

/**
 * What stops the clock. A call or a meeting counts whoever records it; a note of the school that asks "Who rings?" must
 * not stop what it asks for, so other lines count only from the Virtual School. A decision ends it only once somebody has
 * answered: until then the answer is still owed.
 */
export function clockEffectOf(verb: AlertVerb, isVirtualSchool: boolean): ClockEffect | null {
  if (verb === "acknowledge") return "answered";
  if (verb === "record_decision") return "decided";
  if (ending.includes(verb)) return "ended";
  if (contact.includes(verb)) return "heard";
  return isVirtualSchool && work.includes(verb) ? "heard" : null;
}
