import { namesOf, peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import type { Calendar } from "~/domain/calendars/calendars.clocks";
import { weekdayNameOf } from "~/domain/calendars/calendars.words";
import { homeAreas } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { dutyRoles } from "./duty.policy";
import { holeIn, type OnRota } from "./internal/holes";

/** One area on one weekday; `hole` is a sentence when nobody, or somebody who has left, is on it. */
export type Turn = {
  areaId: string;
  area: string;
  weekday: number;
  person: OnRota | null;
  depute: OnRota | null;
  hole: string | null;
};

/** Everybody who can be on duty on a day ("2026-11-22"), by name. */
export async function dutyPeople(tx: Tx, day: string): Promise<{ id: string; name: string }[]> {
  return (await peopleWithRole(tx, dutyRoles, { day })).map(({ personId, name }) => ({ id: personId, name }));
}

/** The rota as it stands on a day: every area of ours on every weekday that has duty hours, in that order. */
export async function rota(tx: Tx, calendar: Calendar, day: string): Promise<Turn[]> {
  const areas = await homeAreas(tx);
  const turns = await tx.dutyTurn.findMany({
    select: { areaId: true, weekday: true, personId: true, deputeId: true },
  });
  const names = await namesOf(
    tx,
    turns.flatMap((turn) => [turn.personId, turn.deputeId]),
  );
  const here = new Set((await dutyPeople(tx, day)).map((person) => person.id));
  const onRota = (id: string): OnRota => ({ id, name: names.get(id) ?? "", isHere: here.has(id) });
  const weekdays = Object.keys(calendar.dutyHours).map(Number).sort();
  return areas.flatMap((area) =>
    weekdays.map((weekday) => {
      const turn = turns.find((each) => each.areaId === area.id && each.weekday === weekday);
      const [person, depute] = turn ? [onRota(turn.personId), onRota(turn.deputeId)] : [null, null];
      const hole = holeIn({ area: area.name, weekday: weekdayNameOf(weekday), person, depute });
      return { areaId: area.id, area: area.name, weekday, person, depute, hole };
    }),
  );
}

/**
 * One turn, to be changed; the people are missing while nobody is on it.
 * @throws NotFound for an area or weekday that is not on the rota
 */
export async function turnOf(tx: Tx, { areaId, weekday: typed }: { areaId?: string; weekday?: string }) {
  const area = (await homeAreas(tx)).find((each) => each.id === areaId);
  const weekday = Number(typed);
  if (!area || weekdayNameOf(weekday) === "") throw new NotFound("There is no such turn.");
  const where = { areaId_weekday: { areaId: area.id, weekday } };
  const people = await tx.dutyTurn.findUnique({ where, select: { personId: true, deputeId: true } });
  return { area: area.name, weekday, ...people };
}
