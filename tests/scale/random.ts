/** Chance that comes out the same each time: mulberry32 over a seed. */
export type Chance = {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number, both ends included. */
  between(low: number, high: number): number;
  pick<T>(from: readonly T[]): T;
  happens(probability: number): boolean;
  /** Shaped as a random UUID. */
  uuid(): string;
};

const hex = (value: number): string => value.toString(16).padStart(8, "0");

export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const whole = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const next = () => whole() / 2 ** 32;
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    between,
    pick: <T>(from: readonly T[]) => from[between(0, from.length - 1)] as T,
    happens: (probability) => next() < probability,
    uuid() {
      const [a, b, c, d] = [hex(whole()), hex(whole()), hex(whole()), hex(whole())];
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
    },
  };
}
