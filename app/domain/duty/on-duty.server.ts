import type { Calendar } from "~/domain/calendars/calendars.clocks";
import type { Tx } from "~/platform/database.server";
import { momentOf } from "./internal/rota";
import { rotaIn } from "./internal/rota-facts.server";
import { whoIsTold } from "./internal/who-is-told";

/** Who answers for an area: told first, who stands in, and from when they are at work. */
export type OnDuty = { personId: string; deputeId: string | null; from: Date };

type Question = {
  areaId: string;
  at: Date;
  /** The calendar of the Virtual School's own authority. */
  calendar: Calendar;
};

/**
 * The turn that answers for an area: of now when staffed, else of the next staffed day; beyond the calendar's end, of
 * a usual week. Cover for the day goes before the weekly turn. Whoever has left or is away is passed over, so the depute
 * or somebody named to stand in may come first. Null when nobody is left or entered.
 */
export async function onDuty(tx: Tx, { areaId, at, calendar }: Question): Promise<OnDuty | null> {
  const moment = momentOf(calendar, at);
  const rota = await rotaIn(tx, { calendar, areaId, from: at, until: moment.from });
  const [personId] = whoIsTold(rota, "duty_person", { areaId, moment }).personIds;
  const [deputeId] = whoIsTold(rota, "depute", { areaId, moment }).personIds;
  return personId ? { personId, deputeId: deputeId ?? null, from: moment.from } : null;
}
