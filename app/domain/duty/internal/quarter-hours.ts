import type { StepWho } from "../escalation-steps";
import type { Coverage, Span } from "./coverage";

const quarterHourMs = 15 * 60_000;

/** What is true of a school in a quarter of an hour: who is told by each step. */
export type Outcome = { steps: readonly StepWho[]; told: Span["told"] };

/** Every school at the start of every quarter of an hour. */
export type QuarterHours = {
  schoolIds: readonly string[];
  slots: number;
  /** `codes[school * slots + slot]` is the place of its outcome in `outcomes`. */
  codes: Uint32Array;
  outcomes: readonly Outcome[];
};

/** Spreads what was proved over the quarters of an hour from the first instant on. */
export function quarterHoursOf({ from, until, groups }: Coverage): QuarterHours {
  const slots = Math.ceil((until.getTime() - from.getTime()) / quarterHourMs);
  const schoolIds = groups.flatMap((group) => group.schoolIds);
  const codes = new Uint32Array(schoolIds.length * slots);
  const outcomes: Outcome[] = [];
  let row = 0;
  for (const { steps, spans, schoolIds: ids } of groups) {
    const first = row * slots;
    for (const span of spans) {
      const [start, end] = [span.from, span.until].map((at) =>
        Math.ceil((at.getTime() - from.getTime()) / quarterHourMs),
      );
      codes.fill(outcomes.length, first + (start ?? 0), first + (end ?? 0));
      outcomes.push({ steps, told: span.told });
    }
    for (let copy = 1; copy < ids.length; copy += 1)
      codes.copyWithin(first + copy * slots, first, first + slots);
    row += ids.length;
  }
  return { schoolIds, slots, codes, outcomes };
}

/** How many quarters of an hour, over all schools, have a step that reaches nobody. */
export function unreached({ codes, outcomes }: QuarterHours): number {
  const isHole = outcomes.map(({ told }) => told.some((ids) => ids.length === 0));
  return codes.reduce((count, code) => count + (isHole[code] ? 1 : 0), 0);
}
