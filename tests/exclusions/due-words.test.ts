import { describe, expect, it } from "vitest";
import { dueInWords, notYetClosable, waitingDuties } from "~/domain/exclusions/due-words";
import type { DutyState } from "~/domain/exclusions/exclusions.words";

const today = "2026-11-25";
const duty = (changes: Partial<DutyState>): DutyState => ({
  duty: "written_notice",
  dueOn: "2026-11-27",
  state: "due",
  doneOn: null,
  ...changes,
});

it.each<[Partial<DutyState>, string]>([
  [{}, "Due in 2 days, on 27 November 2026"],
  [{ dueOn: "2026-11-26" }, "Due tomorrow, 26 November 2026"],
  [{ dueOn: "2026-11-25" }, "Due today"],
  [{ dueOn: "2026-11-24", state: "overdue" }, "1 day overdue: was due on 24 November 2026"],
  [{ dueOn: "2026-11-20", state: "overdue" }, "5 days overdue: was due on 20 November 2026"],
  [{ state: "done", doneOn: "2026-11-24" }, "Done on 24 November 2026"],
  [{ state: "done_late", doneOn: "2026-11-24" }, "Done late, on 24 November 2026"],
  [{ state: "done", doneOn: "2026-11-26" }, "Set for 26 November 2026"],
  [{ state: "not_needed" }, "Not needed"],
])("%j reads %s", (changes, words) => {
  expect(dueInWords(duty(changes), today)).toBe(words);
});

it("counts whole days over the change of the clocks", () => {
  expect(dueInWords(duty({ dueOn: "2026-10-26" }), "2026-10-24")).toBe("Due in 2 days, on 26 October 2026");
});

describe("a record", () => {
  const early = duty({ duty: "tell", dueOn: "2026-11-23", state: "overdue" });
  const done = duty({ duty: "education", state: "done", doneOn: "2026-11-24" });

  it("names what is due first, whatever the order", () => {
    expect(waitingDuties([duty({}), done, early]).map((each) => each.duty)).toEqual([
      "tell",
      "written_notice",
    ]);
    expect(notYetClosable([duty({}), done, early], today)).toBe(
      "Not yet: “Tell parent or young person of the decision” is open. 2 days overdue: was due on 23 November 2026. 1 more after that.",
    );
  });

  it("can be closed once nothing is due", () => {
    expect(notYetClosable([done, duty({ state: "not_needed" })], today)).toBeNull();
  });
});
