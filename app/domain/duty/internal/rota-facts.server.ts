import { holdersOf } from "~/domain/accounts/accounts.queries.server";
import { unreachable } from "~/domain/accounts/channels.queries.server";
import type { Calendar } from "~/domain/calendars/calendars.clocks";
import type { Tx } from "~/platform/database.server";
import { dayOf, fromDateColumn, toDateColumn } from "~/platform/format";
import { toldRoles } from "../duty.policy";
import type { StepWho } from "../escalation-steps";
import { type Rota, type RotaPerson, rotaOf, type Stretch } from "./rota";

type Wanted = {
  /** The calendar of the Virtual School's own authority. */
  calendar: Calendar;
  from: Date;
  until: Date;
  /** One area; all of them when left out. */
  areaId?: string;
};

async function absencesIn(tx: Tx, { from, until }: Stretch): Promise<Map<string, Stretch[]>> {
  const rows = await tx.personAbsence.findMany({
    where: { endsAt: { gt: from }, startsAt: { lte: until } },
    orderBy: { startsAt: "asc" },
    select: { personId: true, startsAt: true, endsAt: true },
  });
  const byPerson = new Map<string, Stretch[]>();
  for (const { personId, startsAt, endsAt } of rows) {
    byPerson.set(personId, [...(byPerson.get(personId) ?? []), { from: startsAt, until: endsAt }]);
  }
  return byPerson;
}

async function peopleIn(tx: Tx, { from, until }: Stretch): Promise<Map<string, RotaPerson>> {
  const holders = await holdersOf(tx, toldRoles, { from: dayOf(from), to: dayOf(until) });
  const absences = await absencesIn(tx, { from, until });
  const lost = await unreachable(
    tx,
    holders.map((holder) => holder.personId),
    from,
  );
  return new Map(
    holders.map(({ personId, name, held }) => [
      personId,
      { name, held, absences: absences.get(personId) ?? [], isReachable: !lost.has(personId) },
    ]),
  );
}

/** The rota as it stands for a stretch of time, in six queries. Runs for a person and for the worker. */
export async function rotaIn(tx: Tx, { calendar, from, until, areaId }: Wanted): Promise<Rota> {
  const where = areaId ? { areaId } : {};
  const pair = { areaId: true, personId: true, deputeId: true } as const;
  const turns = await tx.dutyTurn.findMany({ where, select: { ...pair, weekday: true } });
  const covers = await tx.dutyCover.findMany({
    where: { ...where, day: { gte: toDateColumn(dayOf(from)), lte: toDateColumn(dayOf(until)) } },
    select: { ...pair, day: true },
  });
  const fallbacks = await tx.dutyFallback.findMany({
    where: { ...where, endsAt: { gt: from }, startsAt: { lte: until } },
    orderBy: [{ savedAt: "asc" }, { id: "asc" }],
    select: { areaId: true, who: true, startsAt: true, endsAt: true, personId: true },
  });
  return rotaOf({
    calendar,
    turns,
    covers: covers.map((cover) => ({ ...cover, day: fromDateColumn(cover.day) })),
    fallbacks: fallbacks.map(({ startsAt, endsAt, who, ...rest }) => ({
      ...rest,
      who: who as StepWho,
      from: startsAt,
      until: endsAt,
    })),
    people: await peopleIn(tx, { from, until }),
  });
}
