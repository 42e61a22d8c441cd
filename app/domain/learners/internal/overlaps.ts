/** A category with its first and last day, as the database keeps days; null while it lasts. */
export type Period = { category: string; startedOn: Date; endedOn: Date | null };

/**
 * A stay away while the home is kept open: a residential school in term, secure care for a time. It may run beside a
 * category that says where home is; two homes, or two stays, at once may not.
 */
const stays = ["residential_school", "secure"];

const mayRunBeside = (one: Period, other: Period): boolean =>
  stays.includes(one.category) !== stays.includes(other.category);

const shareADay = (one: Period, other: Period): boolean =>
  (!one.endedOn || other.startedOn <= one.endedOn) && (!other.endedOn || one.startedOn <= other.endedOn);

/** The periods that cannot be true together with this one. */
export const overlapsWith = <P extends Period>(period: Period, others: readonly P[]): P[] =>
  others.filter((other) => shareADay(period, other) && !mayRunBeside(period, other));

/** Does a new period that lasts end this one? One that lasts, began before, and cannot run beside it. */
export const endsWith = (period: Period, other: Period): boolean =>
  period.endedOn === null &&
  other.endedOn === null &&
  other.startedOn < period.startedOn &&
  !mayRunBeside(period, other);
