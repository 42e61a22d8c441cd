import { mayRunBeside } from "../may-run-beside";

/** A category with its first and last day, as the database keeps days; null while it lasts. */
export type Period = { category: string; startedOn: Date; endedOn: Date | null };

const shareADay = (one: Period, other: Period): boolean =>
  (!one.endedOn || other.startedOn <= one.endedOn) && (!other.endedOn || one.startedOn <= other.endedOn);

/** The periods that cannot be true together with this one. */
export const overlapsWith = <P extends Period>(period: Period, others: readonly P[]): P[] =>
  others.filter((other) => shareADay(period, other) && !mayRunBeside(period.category, other.category));

/** Does a new period that lasts end this one? One that lasts, began before, and cannot run beside it. */
export const endsWith = (period: Period, other: Period): boolean =>
  period.endedOn === null &&
  other.endedOn === null &&
  other.startedOn < period.startedOn &&
  !mayRunBeside(period.category, other.category);
