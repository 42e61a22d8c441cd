import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Candidate, drawCases } from "~/domain/outcomes/internal/draw-cases.server";

const candidates: Candidate[] = Array.from({ length: 12 }, (_, index) => ({
  id: `00000000-0000-4000-8000-0000000000${String(index).padStart(2, "0")}`,
  sector: index < 10 ? "secondary" : "primary",
  outcome: index % 2 === 0 ? "prevented" : "went_ahead",
}));
const idsOf = (drawn: readonly Candidate[]) => drawn.map(({ id }) => id);

describe("a draw", () => {
  it("gives so many different cases as were asked for", () => {
    expect(new Set(idsOf(drawCases(candidates, 5, "seed"))).size).toBe(5);
  });

  it("is the same again with the same seed, whatever the order of the alerts", () => {
    const again = fc.property(
      fc.shuffledSubarray(candidates, { minLength: 12 }),
      fc.string(),
      (some, seed) => {
        expect(drawCases(some, 5, seed)).toEqual(drawCases(candidates, 5, seed));
      },
    );
    fc.assert(again);
  });

  it("gives every alert about the same chance, and does not keep the order of the alerts", () => {
    const seeds = Array.from({ length: 1200 }, (_, index) => `seed ${index}`);
    const draws = seeds.map((seed) => idsOf(drawCases(candidates, 3, seed)));
    for (const { id } of candidates) {
      const times = draws.filter((draw) => draw.includes(id)).length;
      expect(times).toBeGreaterThan(230);
      expect(times).toBeLessThan(370);
    }
    const inOrder = draws.filter((draw) => draw.join() === [...draw].sort().join()).length;
    expect(inOrder).toBeLessThan(320);
  });

  it("says how many of all have the same sector and outcome", () => {
    const alike = new Map(
      drawCases(candidates, 12, "seed").map((one) => [`${one.sector} ${one.outcome}`, one.alike]),
    );
    expect(Object.fromEntries(alike)).toEqual({
      "secondary prevented": 5,
      "secondary went_ahead": 5,
      "primary prevented": 1,
      "primary went_ahead": 1,
    });
  });
});
