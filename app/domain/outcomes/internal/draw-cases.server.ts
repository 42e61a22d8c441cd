import { createHash } from "node:crypto";
import type { Outcome } from "~/domain/alerts/alerts.words";
import type { Sector } from "~/domain/organisations/organisations.words";

/** An alert that can be drawn. */
export type Candidate = { id: string; sector: Sector; outcome: Outcome };

/** `alike`: how many candidates have the same sector and outcome, this one included. */
export type Drawn = Candidate & { alike: number };

const lot = (seed: string, id: string): string => createHash("sha256").update(`${seed} ${id}`).digest("hex");

/** So many of the candidates by lot. The same seed over the same candidates, in any order, gives the same in the same order. */
export function drawCases(candidates: readonly Candidate[], count: number, seed: string): Drawn[] {
  const isAlike = (one: Candidate) => (other: Candidate) =>
    one.sector === other.sector && one.outcome === other.outcome;
  return candidates
    .map((one) => ({ ...one, lot: lot(seed, one.id) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, count)
    .map(({ lot: _, ...one }) => ({ ...one, alike: candidates.filter(isAlike(one)).length }));
}
