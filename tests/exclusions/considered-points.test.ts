import { describe, expect, it } from "vitest";
import {
  countInWords,
  type GivenAnswer,
  pointsAnswered,
} from "~/domain/exclusions/internal/considered-points";

const offered = [
  { code: "needs", version: 2, label: "Needs, reworded", hint: null },
  { code: "views", version: 1, label: "Views", hint: "In their own words" },
];
const labels = new Map([
  ["needs@1", "Needs"],
  ["needs@2", "Needs, reworded"],
  ["views@1", "Views"],
  ["old@1", "No longer asked"],
]);
const given = (point: string, changes: Partial<GivenAnswer> = {}): GivenAnswer => ({
  point,
  version: 1,
  isConsidered: true,
  comment: null,
  evidence: null,
  ...changes,
});
const shown = (answers: GivenAnswer[]) =>
  pointsAnswered(offered, answers, labels).map(({ code, label, answer }) => [
    code,
    label,
    answer && [answer.isConsidered, answer.answeredWords],
  ]);
const open = [
  ["needs", "Needs, reworded", null],
  ["views", "Views", null],
];

describe("the points of the checklist", () => {
  it.each([
    ["without an answer", [], open],
    [
      "with an answer under earlier words",
      [given("needs")],
      [["needs", "Needs, reworded", [true, "Needs"]], open[1]],
    ],
    [
      "with an answer under the words of today",
      [given("needs", { version: 2 })],
      [["needs", "Needs, reworded", [true, "Needs, reworded"]], open[1]],
    ],
    [
      "with a later answer that holds",
      [given("views", { isConsidered: false }), given("views")],
      [open[0], ["views", "Views", [false, "Views"]]],
    ],
    [
      "with an answer to a point that is offered no more",
      [given("old"), given("old", { isConsidered: false })],
      [...open, ["old", "No longer asked", [true, "No longer asked"]]],
    ],
  ])("%s", (_case, answers, expected) => {
    expect(shown(answers)).toEqual(expected);
  });
});

describe("the count", () => {
  const yes = { answer: { isConsidered: true } };
  const no = { answer: { isConsidered: false } };
  it.each([
    ["nothing yet", [{ answer: null }, { answer: null }], "0 of 2 considered"],
    ["some", [yes, yes, { answer: null }], "2 of 3 considered"],
    ["some with no", [yes, no, { answer: null }], "1 of 3 considered, 1 answered with no"],
    ["all", [yes, yes], "2 of 2 considered"],
  ])("of %s", (_case, points, expected) => {
    expect(countInWords(points)).toBe(expected);
  });
});
