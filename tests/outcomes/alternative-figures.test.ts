import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Outcome, outcomes } from "~/domain/alerts/alerts.words";
import type { AlternativeAnswer } from "~/domain/alerts/alternative-answers.queries.server";
import { usedSentence } from "~/domain/outcomes/alternatives.words";
import { alternativeFigures, type Fate, fateOf } from "~/domain/outcomes/internal/alternative-figures";

// Decided on Wednesday 2 September 2026; the 30th school day after it is 14 October.
const answer: AlternativeAnswer = {
  alertId: "alert",
  learnerId: "learner",
  alternative: "mentor",
  answer: "will_use",
  reason: null,
  answeredOn: "2026-09-01",
  decidedOn: "2026-09-02",
  thirtiethDay: "2026-10-14",
  outcome: "prevented_sustained",
};
const undecided = { decidedOn: null, thirtiethDay: null };
const later = "2026-10-15";

describe("what one use counts as", () => {
  it.each<[Fate, string, Partial<AlternativeAnswer>, string]>([
    ["still_in_school", "the check on day 30 found so", {}, later],
    ["still_in_school", "answered on the day of the decision", { answeredOn: "2026-09-02" }, later],
    ["not_in_school", "excluded", { outcome: "went_ahead" }, later],
    ["not_in_school", "sent home, or a part-time timetable", { outcome: "displaced" }, later],
    ["not_known", "nobody made a check", { outcome: "pending" }, later],
    ["not_known", "only the check on day 10 was made", { outcome: "prevented" }, later],
    ["not_known", "closed without the facts to say", { outcome: "not_known" }, later],
    ["too_early", "the 30th school day is today", {}, "2026-10-14"],
    ["too_early", "decided today", { outcome: "pending" }, "2026-09-02"],
    ["too_early", "excluded, and the 30 days are not over", { outcome: "went_ahead" }, "2026-09-20"],
    ["too_early", "sent home, and the 30 days are not over", { outcome: "displaced" }, "2026-10-13"],
    ["too_early", "not decided yet", { ...undecided, outcome: "pending" }, later],
    ["too_early", "sent home before any decision", { ...undecided, outcome: "displaced" }, later],
    ["left_out", "answered the day after the decision", { answeredOn: "2026-09-03" }, later],
    [
      "left_out",
      "answered after an exclusion",
      { answeredOn: "2026-09-04", outcome: "went_ahead" },
      "2026-09-20",
    ],
    ["left_out", "the decision came before the alert", { outcome: "too_late" }, later],
    ["left_out", "withdrawn, a duplicate, or not for the Virtual School", { outcome: null }, later],
    [
      "left_out",
      "withdrawn before any decision",
      { ...undecided, outcome: null, answeredOn: "2026-09-03" },
      later,
    ],
  ])("%s: %s", (fate, _, changes, today) => {
    expect(fateOf({ ...answer, ...changes }, today)).toBe(fate);
  });
});

const uses = (times: number, changes: Partial<AlternativeAnswer>) =>
  Array.from({ length: times }, (_, index) => ({ ...answer, alertId: `${index}`, ...changes }));

describe("the figures of an alternative", () => {
  it("count uses by what became of them, learners once, and what is not used apart", () => {
    const figures = alternativeFigures(
      [
        ...uses(3, { learnerId: "one" }),
        ...uses(2, { learnerId: null, outcome: "went_ahead" }),
        ...uses(1, { learnerId: "two", outcome: "prevented" }),
        ...uses(4, { learnerId: "three", ...undecided, outcome: "pending" }),
        ...uses(5, { learnerId: "four", outcome: "too_late" }),
        ...uses(2, { answer: "not_now", reason: "no_place" }),
        ...uses(3, { answer: "not_now", reason: "tried_before", ...undecided, outcome: "pending" }),
        ...uses(2, { answer: "not_now" }),
        ...uses(9, { answer: "not_now", reason: "no_place", outcome: null }),
      ],
      later,
    );
    expect(figures).toEqual({
      used: { times: 6, stillInSchool: 3, notInSchool: 2, notKnown: 1, tooEarly: 4, learners: 4 },
      notUsed: {
        times: 7,
        reasons: [
          { reason: "tried_before", times: 3 },
          { reason: "no_place", times: 2 },
          { reason: null, times: 2 },
        ],
      },
    });
  });

  it("add up, whatever the answers and their order", () => {
    const anAnswer = fc.record({
      outcome: fc.constantFrom<Outcome | null>(null, ...outcomes),
      answer: fc.constantFrom("will_use" as const, "not_now" as const),
      answeredOn: fc.constantFrom("2026-09-01", "2026-09-03"),
      thirtiethDay: fc.constantFrom("2026-10-14", "2026-12-14", null),
      reason: fc.constantFrom("no_place", "tried_before", null),
    });
    fc.assert(
      fc.property(fc.array(anAnswer), (changes) => {
        const answers = changes.map((each) => ({ ...answer, ...each }));
        const { used, notUsed } = alternativeFigures(answers, later);
        expect(used.stillInSchool + used.notInSchool + used.notKnown).toBe(used.times);
        expect(notUsed.reasons.reduce((sum, { times }) => sum + times, 0)).toBe(notUsed.times);
        expect(used.times + used.tooEarly + notUsed.times).toBeLessThanOrEqual(answers.length);
        expect(alternativeFigures([...answers].reverse(), later)).toEqual({ used, notUsed });
      }),
    );
  });
});

describe("the sentence for the Virtual School Head Teacher", () => {
  const used = { times: 14, stillInSchool: 11, notInSchool: 2, notKnown: 1, tooEarly: 0, learners: 9 };
  const all =
    "Used 14 times; in 11 the learner was still in school 30 school days later; in 2 not; in 1 not known.";
  it.each([
    ["14 times", used, all],
    ["5 more, too early to say", { ...used, tooEarly: 5 }, `${all} Of 5 more it is too early to say.`],
    ["9 times", { ...used, times: 9, stillInSchool: 6 }, "Fewer than 10"],
    ["9 times and 30 more too early", { ...used, times: 9, tooEarly: 30 }, "Fewer than 10"],
    ["never", { ...used, times: 0 }, "Fewer than 10"],
  ])("for %s", (_, figures, sentence) => {
    expect(usedSentence(figures)).toBe(sentence);
  });
});
