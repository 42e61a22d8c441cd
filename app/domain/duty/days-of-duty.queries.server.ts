import { addCalendarDays, type Calendar, hasDuty, londonInstant } from "~/domain/calendars/calendars.clocks";
import { calendarOf } from "~/domain/calendars/calendars.queries.server";
import { areaOf, homeAreas, homeAuthorityId } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { passedOverWords } from "./internal/passed-over-words";
import { type Moment, momentOf, type Rota } from "./internal/rota";
import { rotaIn } from "./internal/rota-facts.server";
import { whoIsTold } from "./internal/who-is-told";

/** An area on one day with duty: who is entered, and who answers at the beginning of the day. */
export type DayOfDuty = {
  areaId: string;
  area: string;
  /** "2026-11-22" */
  day: string;
  isCover: boolean;
  entered: { personId: string; deputeId: string } | null;
  onDuty: { id: string; name: string } | null;
  depute: { id: string; name: string } | null;
  /** Why somebody who is entered does not answer, as sentences. */
  remarks: string[];
};

type Wanted = { calendar: Calendar; from: Date; days: number };

function dayIn(rota: Rota, area: { id: string; name: string }, moment: Moment): DayOfDuty {
  const place = { areaId: area.id, moment };
  const [onDuty, depute] = (["duty_person", "depute"] as const).map((who) => whoIsTold(rota, who, place));
  const nameOf = (id: string) => rota.people.get(id)?.name ?? "Somebody";
  const named = (id: string | undefined) => (id ? { id, name: nameOf(id) } : null);
  const passedOver = [...(onDuty?.passedOver ?? []), ...(depute?.passedOver ?? [])];
  return {
    areaId: area.id,
    area: area.name,
    day: moment.dutyDay,
    isCover: rota.isCovered(area.id, moment.dutyDay),
    entered: rota.pairOn(area.id, moment.dutyDay),
    onDuty: named(onDuty?.personIds[0]),
    depute: named(depute?.personIds[0]),
    remarks: [
      ...new Set(passedOver.map((each) => passedOverWords(each, nameOf(each.personId), moment.from))),
    ],
  };
}

/** Every area of ours on each of the next days that have duty, in order of days, then areas. */
export async function daysOfDuty(tx: Tx, { calendar, from, days }: Wanted): Promise<DayOfDuty[]> {
  const until = new Date(from.getTime() + days * 86_400_000);
  const rota = await rotaIn(tx, { calendar, from, until });
  const areas = await homeAreas(tx);
  const all = Array.from({ length: days }, (_, index) => addCalendarDays(dayOf(from), index));
  return all
    .filter((day) => hasDuty(calendar, day) !== false)
    .flatMap((day) => {
      const moment = momentOf(calendar, londonInstant(day, "00:00"));
      return areas.map((area) => dayIn(rota, area, { ...moment, day: moment.dutyDay }));
    });
}

/**
 * One day of an area by the parts of a URL, to be changed: who is entered, and whether that is cover.
 * @throws NotFound for an area that is not ours or no day
 */
export async function coverOf(tx: Tx, { areaId, day = "" }: { areaId?: string; day?: string }) {
  const area = await areaOf(tx, areaId);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(day)))
    throw new NotFound("There is no such day.");
  const calendar = await calendarOf(tx, await homeAuthorityId(tx));
  const from = londonInstant(day, "00:00");
  const rota = await rotaIn(tx, {
    calendar,
    areaId: area.id,
    from,
    until: londonInstant(addCalendarDays(day, 1), "00:00"),
  });
  const pair = rota.pairOn(area.id, day);
  return {
    area: area.name,
    day,
    isCover: rota.isCovered(area.id, day),
    pair: pair && { personId: pair.personId, deputeId: pair.deputeId },
  };
}
