import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { median, nearestRank } from "~/domain/outcomes/internal/percentile";

const oneToTen = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

describe("median", () => {
  it.each<[number[], number | null]>([
    [[], null],
    [[7], 7],
    [[3, 1], 2],
    [[9, 1, 5], 5],
    [[4, 1, 3, 2], 2.5],
    [[0, 0, 0, 60], 0],
    [[10, 9, 100, 2], 9.5],
  ])("of %j is %s", (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});

describe("percentile by nearest rank", () => {
  it.each<[number[], number, number | null]>([
    [[], 90, null],
    [[7], 90, 7],
    [[1, 2], 90, 2],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9], 90, 9],
    [oneToTen, 90, 9],
    [[...oneToTen, 11], 90, 10],
    [oneToTen, 50, 5],
    [oneToTen, 100, 10],
    [[10, 9, 100, 2], 90, 100],
    [Array.from({ length: 20 }, (_, index) => 20 - index), 90, 18],
  ])("of %j at %i is %s", (values, percent, expected) => {
    expect(nearestRank(values, percent)).toBe(expected);
  });
});

const some = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 60 });

describe("of any answers", () => {
  it("at least 90 in 100 are not above the 90th percentile, and it is one of them", () => {
    fc.assert(
      fc.property(some, (values) => {
        const found = nearestRank(values, 90) ?? -1;
        return (
          values.includes(found) && values.filter((value) => value <= found).length * 10 >= values.length * 9
        );
      }),
    );
  });

  it("half are not above the median and half not below, and it never passes the 90th percentile", () => {
    fc.assert(
      fc.property(some, (values) => {
        const middle = median(values) ?? -1;
        const [below, above] = [
          values.filter((value) => value <= middle),
          values.filter((value) => value >= middle),
        ];
        return (
          below.length * 2 >= values.length &&
          above.length * 2 >= values.length &&
          middle <= (nearestRank(values, 90) ?? -1)
        );
      }),
    );
  });
});
