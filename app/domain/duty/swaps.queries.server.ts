import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { calendarOf } from "~/domain/calendars/calendars.queries.server";
import { homeAreas, homeAuthorityId } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { formatWeekday, fromDateColumn, toDateColumn } from "~/platform/format";
import { type DayOfDuty, daysOfDuty } from "./days-of-duty.queries.server";

const daysAhead = 56;

/** A swap that waits for an answer. `given` and `taken` name day and area in words. */
export type WaitingSwap = { id: string; isMine: boolean; other: string; given: string; taken: string | null };

/** The swaps from a day on that somebody proposed or is asked to answer. */
export async function waitingSwaps(tx: Tx, personId: string, day: string): Promise<WaitingSwap[]> {
  const rows = await tx.dutySwap.findMany({
    where: {
      state: "proposed",
      day: { gte: toDateColumn(day) },
      OR: [{ fromId: personId }, { toId: personId }],
    },
    orderBy: [{ day: "asc" }, { id: "asc" }],
    select: {
      id: true,
      areaId: true,
      day: true,
      fromId: true,
      toId: true,
      returnAreaId: true,
      returnDay: true,
    },
  });
  const names = await namesOf(
    tx,
    rows.flatMap((row) => [row.fromId, row.toId]),
  );
  const areas = new Map((await homeAreas(tx)).map((area) => [area.id, area.name]));
  const dayIn = (areaId: string, date: Date) =>
    `${formatWeekday(fromDateColumn(date))} in ${areas.get(areaId) ?? "an area"}`;
  return rows.map((row) => ({
    id: row.id,
    isMine: row.fromId === personId,
    other: names.get(row.fromId === personId ? row.toId : row.fromId) ?? "Somebody",
    given: dayIn(row.areaId, row.day),
    taken: row.returnAreaId && row.returnDay ? dayIn(row.returnAreaId, row.returnDay) : null,
  }));
}

type Choice = { value: string; label: string };

/** What somebody can choose from to propose a swap: days of their own, and days of colleagues with their names. */
export async function swapChoices(
  tx: Tx,
  personId: string,
  at: Date,
): Promise<{ mine: Choice[]; theirs: Choice[] }> {
  const calendar = await calendarOf(tx, await homeAuthorityId(tx));
  const days = await daysOfDuty(tx, { calendar, from: at, days: daysAhead });
  const names = await namesOf(
    tx,
    days.flatMap(({ entered }) => (entered ? [entered.personId, entered.deputeId] : [])),
  );
  const isMine = ({ entered }: DayOfDuty) => entered?.personId === personId || entered?.deputeId === personId;
  const when = ({ day, area }: DayOfDuty) => `${formatWeekday(day)}, ${area}`;
  const choiceOf = ({ areaId, day }: DayOfDuty) => `${areaId} ${day}`;
  return {
    mine: days.filter(isMine).map((day) => ({ value: choiceOf(day), label: when(day) })),
    theirs: days
      .filter((day) => day.entered && !isMine(day))
      .map((day) => {
        const people = [day.entered?.personId, day.entered?.deputeId].map(
          (id) => names.get(id ?? "") ?? "Somebody",
        );
        return { value: choiceOf(day), label: `${when(day)} (${people.join(", ")})` };
      }),
  };
}
