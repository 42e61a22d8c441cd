import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sharedSentence } from "~/domain/outcomes/alternatives.words";
import { nextShared, type SharedFigure, sharedFigure } from "~/domain/outcomes/internal/shared-figure";

const used = (times: number, stillInSchool: number, learners = 20) => ({
  times,
  stillInSchool,
  learners,
  notInSchool: times - stillInSchool,
  notKnown: 0,
  tooEarly: 0,
});
const figure = (of: number, stillAtLeast: number, stillAtMost = stillAtLeast): SharedFigure => ({
  used: of,
  stillAtLeast,
  stillAtMost,
});

describe("what schools read", () => {
  it.each<[string, Parameters<typeof used>, SharedFigure | null]>([
    ["nothing of 9 uses", [9, 9], null],
    ["nothing of 10 uses for 4 learners", [10, 10, 4], null],
    ["10 uses for 5 learners", [10, 10, 5], figure(10, 10)],
    ["all", [14, 14], figure(14, 14)],
    ["all but one, as an interval", [14, 13], figure(14, 10, 13)],
    ["all but four, as an interval", [14, 10], figure(14, 10, 13)],
    ["all but five", [14, 9], figure(14, 9)],
    ["five", [14, 5], figure(14, 5)],
    ["four, as an interval", [14, 4], figure(14, 1, 4)],
    ["one, as an interval", [14, 1], figure(14, 1, 4)],
    ["none", [14, 0], figure(14, 0)],
  ])("is %s", (_, given, expected) => {
    expect(sharedFigure(used(...given))).toEqual(expected);
  });

  it("holds the truth and never lets a number from 1 to 4 be worked out", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 400 }), fc.nat(), (times, some) => {
        const still = some % (times + 1);
        const shared = sharedFigure(used(times, still));
        const { stillAtLeast, stillAtMost } = shared ?? figure(0, 1, 0);
        expect(stillAtLeast <= still && still <= stillAtMost).toBe(true);
        const isExact = stillAtLeast === stillAtMost;
        const isSmall = [still, times - still].some((count) => count >= 1 && count <= 4);
        expect(isExact).toBe(!isSmall);
        if (!isExact) expect(stillAtMost - stillAtLeast).toBe(3);
      }),
    );
  });

  it.each<[string, Parameters<typeof used>, SharedFigure | null, boolean]>([
    ["when there is one for the first time", [10, 6], null, true],
    ["not with 9 uses more", [19, 15], figure(10, 10), false],
    ["with 10 uses more", [20, 15], figure(10, 10), true],
    ["not when nothing was added", [20, 15], figure(20, 15), false],
    ["not when a correction took uses away", [15, 10], figure(20, 15), false],
  ])("changes %s", (_, given, before, changes) => {
    expect(nextShared(used(...given), before) !== null).toBe(changes);
  });
});

describe("the sentence for schools", () => {
  const start =
    "In all schools, up to 23 November 2026: used 14 times. 30 school days later the learner was still in school in";
  const others = "; of the others not, or it is not known.";
  it.each([
    [figure(14, 9), `${start} 9 of them${others}`],
    [figure(14, 10, 13), `${start} at least 10 of them${others}`],
    [figure(14, 1, 4), `${start} fewer than 5 of them${others}`],
    [figure(14, 0), `${start} none of them${others}`],
    [figure(14, 14), `${start} all of them.`],
  ])("for %o", (shared, sentence) => {
    expect(sharedSentence({ ...shared, sharedAt: new Date("2026-11-23T12:00:00Z") })).toBe(sentence);
  });
});
