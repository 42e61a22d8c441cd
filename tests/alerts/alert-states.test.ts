import { describe, expect, it } from "vitest";
import { alertStates } from "~/domain/alerts/alerts.words";
import { alertVerbs, moveAlert, verbsIn } from "~/domain/alerts/internal/alert-states";

/** The whole machine: where each verb leads from raised, acknowledged, coordinating, decided, follow_up, closed, withdrawn, duplicate; "-" refuses. */
const machine = {
  acknowledge: "acknowledged acknowledged coordinating decided follow_up - - -",
  assign: "raised acknowledged coordinating decided follow_up - - -",
  add_note: "raised acknowledged coordinating decided follow_up closed withdrawn duplicate",
  record_call: "raised acknowledged coordinating decided follow_up closed withdrawn duplicate",
  consider_option: "- coordinating coordinating decided follow_up - - -",
  add_person: "- coordinating coordinating decided follow_up - - -",
  tell_person: "- coordinating coordinating decided follow_up - - -",
  offer_advocacy: "- coordinating coordinating decided follow_up - - -",
  record_meeting: "- coordinating coordinating decided follow_up - - -",
  agree_action: "- coordinating coordinating decided follow_up - - -",
  tick_action: "- acknowledged coordinating decided follow_up closed withdrawn duplicate",
  record_decision: "decided decided decided - - - - -",
  follow_up_check: "- - - follow_up follow_up - - -",
  match_child: "raised acknowledged coordinating decided follow_up closed - -",
  withdraw: "withdrawn withdrawn withdrawn - - - - -",
  not_for_virtual_school: "closed closed closed closed closed - - -",
  mark_duplicate: "duplicate duplicate duplicate - - - - -",
  hand_over: "- acknowledged coordinating decided follow_up - - -",
  answer_hand_over: "- acknowledged coordinating decided follow_up - - -",
  close: "- - - closed closed - - -",
} as const;

describe("states and verbs", () => {
  const rows = alertVerbs.flatMap((verb) =>
    alertStates.map((state, index) => [verb, state, machine[verb].split(" ")[index] ?? "-"] as const),
  );

  it.each(rows)("%s when %s: %s", (verb, state, expected) => {
    const move = moveAlert(state, verb);
    if (expected === "-") expect(move.refused).toMatch(/^[A-Z].*\.$/);
    else expect(move).toEqual({ to: expected });
  });

  it.each(alertStates)("offers what %s accepts", (state) => {
    const accepted = rows.filter(([, from, to]) => from === state && to !== "-").map(([verb]) => verb);
    expect(verbsIn(state)).toEqual(accepted);
  });

  it.each([
    [
      "consider_option",
      "raised",
      "Nobody has answered this alert yet. Somebody at the Virtual School has to answer it first.",
    ],
    ["acknowledge", "closed", "This alert is closed. You can still add a note."],
    [
      "hand_over",
      "raised",
      "Nobody has answered this alert yet. Somebody at the Virtual School has to answer it first.",
    ],
    [
      "close",
      "acknowledged",
      "There is no decision on record yet. The school records the head teacher’s decision first.",
    ],
    ["agree_action", "closed", "This alert is closed. You can still add a note."],
    [
      "withdraw",
      "decided",
      "A decision is on record, so this alert can no longer be withdrawn. It is closed after follow-up.",
    ],
  ] as const)("says why %s is refused when %s", (verb, state, sentence) => {
    expect(moveAlert(state, verb).refused).toBe(sentence);
  });

  it("never blocks a decision that is still to be recorded", () => {
    for (const state of ["raised", "acknowledged", "coordinating"] as const) {
      expect(moveAlert(state, "record_decision").to).toBe("decided");
    }
  });

  it("leads no verb out of an ended state", () => {
    for (const state of ["closed", "withdrawn", "duplicate"] as const) {
      for (const verb of verbsIn(state)) expect(moveAlert(state, verb).to).toBe(state);
    }
  });
});
