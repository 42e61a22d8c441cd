import type { AlertState } from "../alerts.words";

/** What can be done with an alert that is on record. */
export const alertVerbs = [
  "acknowledge",
  "assign",
  "add_note",
  "record_call",
  "consider_option",
  "add_person",
  "tell_person",
  "offer_advocacy",
  "record_meeting",
  "agree_action",
  "tick_action",
  "record_decision",
  "follow_up_check",
  "match_child",
  "withdraw",
  "not_for_virtual_school",
  "mark_duplicate",
  "hand_over",
  "answer_hand_over",
  "close",
] as const;
export type AlertVerb = (typeof alertVerbs)[number];

/** Where a verb leads from each state. A state that is not named refuses it with the sentence beside it. */
type Moves = Partial<Record<AlertState, AlertState>>;

const stays = (...states: AlertState[]): Moves => Object.fromEntries(states.map((state) => [state, state]));

const planning: Moves = {
  acknowledged: "coordinating",
  ...stays("coordinating", "decided", "follow_up"),
};
const live = stays("raised", "acknowledged", "coordinating", "decided", "follow_up");
const ended = stays("closed", "withdrawn", "duplicate");
const beforeDecision = ["raised", "acknowledged", "coordinating"] as const satisfies AlertState[];
const endsBeforeDecision = (to: AlertState): Moves =>
  Object.fromEntries(beforeDecision.map((state) => [state, to]));

const moves: Record<AlertVerb, Moves> = {
  // A decision may come before anybody has answered: the answer is still owed, and the command looks who gave it.
  // And where a promised call is not on record, somebody may answer again.
  acknowledge: { raised: "acknowledged", ...stays("acknowledged", "coordinating", "decided", "follow_up") },
  assign: live,
  add_note: { ...live, ...ended },
  record_call: { ...live, ...ended },
  consider_option: planning,
  add_person: planning,
  tell_person: planning,
  offer_advocacy: planning,
  record_meeting: planning,
  agree_action: planning,
  tick_action: { ...stays("acknowledged", "coordinating", "decided", "follow_up"), ...ended },
  // The app never blocks a decision, so it can be recorded from every state before it.
  record_decision: endsBeforeDecision("decided"),
  follow_up_check: { decided: "follow_up", ...stays("follow_up") },
  match_child: { ...live, ...stays("closed") },
  withdraw: endsBeforeDecision("withdrawn"),
  not_for_virtual_school: { ...endsBeforeDecision("closed"), decided: "closed", follow_up: "closed" },
  mark_duplicate: endsBeforeDecision("duplicate"),
  hand_over: stays("acknowledged", "coordinating", "decided", "follow_up"),
  answer_hand_over: stays("acknowledged", "coordinating", "decided", "follow_up"),
  close: { decided: "closed", follow_up: "closed" },
};

const endedSentences: Partial<Record<AlertState, string>> = {
  closed: "This alert is closed. You can still add a note.",
  withdrawn: "This alert was withdrawn. You can still add a note, or raise a new alert.",
  duplicate: "This alert repeats another one. Go on with the first alert; you can still add a note here.",
};

const answerFirst =
  "Nobody has answered this alert yet. Somebody at the Virtual School has to answer it first.";
const decisionFirst =
  "There is no decision on record yet. The school records the head teacher’s decision first.";
const decidedAlready =
  "The decision is on record already. If something else happened since, record it with a follow-up check.";

function refusalOf(verb: AlertVerb, state: AlertState): string {
  const hasEnded = endedSentences[state];
  if (hasEnded) return hasEnded;
  switch (verb) {
    case "acknowledge":
      return "Somebody has answered this alert already.";
    case "record_decision":
      return decidedAlready;
    case "withdraw":
      return "A decision is on record, so this alert can no longer be withdrawn. It is closed after follow-up.";
    case "mark_duplicate":
      return "A decision is on record, so this alert can no longer be marked as a duplicate.";
    case "hand_over":
    case "answer_hand_over":
      return answerFirst;
    case "follow_up_check":
    case "close":
      return decisionFirst;
    default:
      return answerFirst;
  }
}

/** Where a verb leads, or the sentence that says why it does not. */
export type Move = { to: AlertState; refused?: never } | { to?: never; refused: string };

/** The one place that says who may follow whom: what becomes of an alert in `state` when `verb` is done. */
export function moveAlert(state: AlertState, verb: AlertVerb): Move {
  const to = moves[verb][state];
  return to ? { to } : { refused: refusalOf(verb, state) };
}

/** The verbs that an alert in this state accepts, for the page to offer. */
export function verbsIn(state: AlertState): AlertVerb[] {
  return alertVerbs.filter((verb) => moveAlert(state, verb).to !== undefined);
}
