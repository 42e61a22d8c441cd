import { addCalendarDays, londonInstant } from "~/domain/calendars/calendars.clocks";
import { calendarOf } from "~/domain/calendars/calendars.queries.server";
import { homeAuthorityId } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { Conflict, Invalid } from "~/platform/errors";
import { dayOf, formatWeekday, toDateColumn } from "~/platform/format";
import type { Pair } from "./rota";
import { rotaIn } from "./rota-facts.server";

/** A day of duty that changes hands. */
export type Given = { areaId: string; day: string; fromId: string; toId: string };

async function pairOn(tx: Tx, areaId: string, day: string): Promise<Pair | null> {
  const calendar = await calendarOf(tx, await homeAuthorityId(tx));
  const from = londonInstant(day, "00:00");
  const rota = await rotaIn(tx, {
    calendar,
    areaId,
    from,
    until: londonInstant(addCalendarDays(day, 1), "00:00"),
  });
  return rota.pairOn(areaId, day);
}

/**
 * The two people on duty after somebody has taken another one's place.
 * @throws Invalid for the field when the day has passed, is not theirs to give, or the other is on duty already
 */
export async function pairAfter(tx: Tx, { areaId, day, fromId, toId }: Given, field: string): Promise<Pair> {
  const pair = await pairOn(tx, areaId, day);
  if (pair?.personId !== fromId && pair?.deputeId !== fromId)
    throw new Invalid(`The day given on ${formatWeekday(day)} is not theirs to give`, field);
  if (pair.personId === toId || pair.deputeId === toId)
    throw new Invalid(`Both are on duty on ${formatWeekday(day)} already`, field);
  return pair.personId === fromId ? { ...pair, personId: toId } : { ...pair, deputeId: toId };
}

type Handing = Given & { at: Date; savedById: string };

/**
 * Puts somebody on duty in another one's place for a day.
 * @throws Conflict when the rota has changed since it was proposed, or the day has passed
 */
export async function handOverDay(tx: Tx, { at, savedById, ...given }: Handing): Promise<void> {
  if (given.day < dayOf(at)) throw new Conflict("The day has passed. Nothing was swapped.");
  const pair = await pairAfter(tx, given, "swap").catch((error) => {
    if (error instanceof Invalid)
      throw new Conflict("The rota has changed since. Nothing was swapped: propose it again.");
    throw error;
  });
  const key = { areaId: given.areaId, day: toDateColumn(given.day) };
  const values = { personId: pair.personId, deputeId: pair.deputeId, savedAt: at, savedById };
  await tx.dutyCover.upsert({ where: { areaId_day: key }, create: { ...key, ...values }, update: values });
}
