/** Where every due time comes from: the one injected clock. Leases, sessions and codes use real time instead. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still, for tests and for the demo history. */
export function fixedClock(at: Date | string): Clock {
  const instant = new Date(at);
  return { now: () => new Date(instant) };
}

/** The system clock moved by a number of seconds, ahead when positive. */
export function shiftedClock(offsetSeconds: number): Clock {
  return { now: () => new Date(Date.now() + offsetSeconds * 1000) };
}
