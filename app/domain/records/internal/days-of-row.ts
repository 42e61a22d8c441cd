import { addCalendarDays } from "~/domain/calendars/calendars.clocks";
import { fromDateColumn } from "~/platform/format";

/** First and last day, "2026-11-22"; null while it lasts. */
export type Days = { startedOn: string; endedOn: string | null };

/**
 * Something on record, or a row before this one: it counts as on record for the rows after it, and then `added` is what is
 * going to be written of it.
 */
export type Known<Added extends Days> = Days & { id: string; added?: Added };

/** A stored row with its days as the rules read them. */
export const withDays = <Row extends { startedOn: Date; endedOn: Date | null }>(row: Row) => ({
  ...row,
  startedOn: fromDateColumn(row.startedOn),
  endedOn: row.endedOn && fromDateColumn(row.endedOn),
});

/** Is there a day on which both are? */
const shareADay = (one: Days, other: Days): boolean =>
  (one.endedOn === null || other.startedOn <= one.endedOn) &&
  (other.endedOn === null || one.startedOn <= other.endedOn);

/** Those of `others` that cannot be true together with this one. */
export const besides = <D extends Days>(one: Days, others: readonly D[]): D[] =>
  others.filter((other) => shareADay(one, other));

/**
 * Ends what a new one that lasts ends: those that last and began before, on the day before. Gives what is to be changed on
 * record; null, and nothing is ended, when one of them cannot be true together with it.
 */
export function endBefore<Added extends Days>(
  started: Days,
  beside: readonly Known<Added>[],
): { id: string; endedOn: string }[] | null {
  const isEnded = (other: Days) =>
    other.endedOn === null && started.endedOn === null && other.startedOn < started.startedOn;
  if (!beside.every(isEnded)) return null;
  const endedOn = addCalendarDays(started.startedOn, -1);
  for (const other of beside) {
    other.endedOn = endedOn;
    if (other.added) other.added.endedOn = endedOn;
  }
  return beside.flatMap(({ id, added }) => (added ? [] : [{ id, endedOn }]));
}

/** What there is of a learner: one list for each, which is added to while rows are judged. */
export function byLearner<Row extends { learnerId: string }>(
  rows: readonly Row[],
): (learnerId: string) => Row[] {
  const by = new Map<string, Row[]>();
  const listOf = (learnerId: string): Row[] => {
    const list = by.get(learnerId) ?? [];
    by.set(learnerId, list);
    return list;
  };
  for (const row of rows) listOf(row.learnerId).push(row);
  return listOf;
}
