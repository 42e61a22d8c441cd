import { describe, expect, it } from "vitest";
import type { AlertState } from "~/domain/alerts/alerts.words";
import { offeredVerbs } from "~/domain/alerts/offered.server";
import type { Actor, Role } from "~/platform/actor";

const schoolId = "9d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f01";
const learnerId = "8d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f02";

function actor(role: Role, at: string | null = null): Actor {
  const held = { role, schoolId: at, areaId: null, authorityId: null, isDepute: false };
  return { personId: "7d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f03", name: role, memberships: [held] };
}

const manager = actor("designated_manager", schoolId);
const lead = actor("lead");
const answered = new Date("2026-11-23T10:06:00Z");

const alert = (state: AlertState, changes = {}) => ({
  state,
  schoolId,
  learnerId,
  acknowledgedAt: state === "raised" ? null : answered,
  endReason: null,
  ownerId: null,
  isDrill: false,
  isOpenAgain: false,
  isAskedOfMe: false,
  ...changes,
});

const planning = [
  "consider_option",
  "add_person",
  "tell_person",
  "offer_advocacy",
  "record_meeting",
  "agree_action",
];

describe("what a page offers", () => {
  it.each<[string, Actor, ReturnType<typeof alert>, string[]]>([
    [
      "the school, before an answer",
      manager,
      alert("raised"),
      ["add_note", "record_call", "record_decision", "withdraw"],
    ],
    [
      "a lead, before an answer",
      lead,
      alert("raised"),
      ["acknowledge", "assign", "add_note", "record_call", "mark_duplicate"],
    ],
    [
      "the school, while alternatives are looked for",
      manager,
      alert("coordinating"),
      ["add_note", "record_call", ...planning, "tick_action", "record_decision", "withdraw"],
    ],
    [
      "a lead, after the decision",
      lead,
      alert("decided"),
      ["assign", "add_note", "record_call", ...planning, "tick_action", "follow_up_check", "close"],
    ],
    ["the school, after the end", manager, alert("closed"), ["add_note", "record_call", "tick_action"]],
  ])("to %s", (_who, who, what, verbs) => {
    expect(offeredVerbs(who, what)).toEqual(verbs);
  });

  it("an answer that is still owed after a decision", () => {
    expect(offeredVerbs(lead, alert("decided", { acknowledgedAt: null }))).toContain("acknowledge");
    expect(offeredVerbs(lead, alert("decided"))).not.toContain("acknowledge");
  });

  it("to verify a child that is not in the system, once", () => {
    expect(offeredVerbs(lead, alert("raised", { learnerId: null }))).toEqual(
      expect.arrayContaining(["match_child", "not_for_virtual_school"]),
    );
    const ended = alert("closed", { learnerId: null, endReason: "not_for_virtual_school" });
    expect(offeredVerbs(lead, ended)).not.toContain("match_child");
  });

  it("nothing for another school's alert", () => {
    const elsewhere = actor("designated_manager", "6d1f6c0e-2e0f-4bb3-9b6c-0d8a5b1c7f04");
    expect(offeredVerbs(elsewhere, alert("raised"))).toEqual([]);
  });
});
