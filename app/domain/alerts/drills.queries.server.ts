import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { type Calendar, dutyMinutesBetween } from "~/domain/calendars/calendars.clocks";
import { calendarOf } from "~/domain/calendars/calendars.queries.server";
import { homeAreas, homeAuthorityId } from "~/domain/organisations/organisations.queries.server";
import { type Actor, may } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { alertsPolicy } from "./alerts.policy";

/** A practice alert and how long its answer took. */
export type Drill = {
  id: string;
  reference: string;
  area: string;
  raisedAt: Date;
  answeredAt: Date | null;
  answeredBy: string | null;
  /** Staffed minutes, with fractions; null while nobody has answered, or where the calendar cannot say. */
  minutes: number | null;
  /** How many people or groups of people were told after the person on duty. */
  steps: number;
};

/** The last ten practice alerts that the actor may see, newest first. `calendar` is that of our own authority. */
export async function drillsOf(tx: Tx, calendar: Calendar): Promise<Drill[]> {
  const clocks = await tx.alertClock.findMany({
    where: { isDrill: true },
    orderBy: [{ raisedAt: "desc" }, { alertId: "asc" }],
    take: 10,
    select: {
      alertId: true,
      reference: true,
      areaId: true,
      raisedAt: true,
      acknowledgedAt: true,
      acknowledgedById: true,
      _count: { select: { steps: { where: { state: "done" } } } },
    },
  });
  const areas = new Map((await homeAreas(tx)).map((area) => [area.id, area.name]));
  const names = await namesOf(
    tx,
    clocks.map((clock) => clock.acknowledgedById),
  );
  return clocks.map((clock) => ({
    id: clock.alertId,
    reference: clock.reference,
    area: areas.get(clock.areaId) ?? "",
    raisedAt: clock.raisedAt,
    answeredAt: clock.acknowledgedAt,
    answeredBy: clock.acknowledgedById ? (names.get(clock.acknowledgedById) ?? null) : null,
    minutes: clock.acknowledgedAt ? dutyMinutesBetween(calendar, clock.raisedAt, clock.acknowledgedAt) : null,
    steps: clock._count.steps,
  }));
}

/** What the part of the page about practice shows the actor: the last ones, and for which areas they may raise one. */
export async function practice(tx: Tx, actor: Actor) {
  const calendar = await calendarOf(tx, await homeAuthorityId(tx));
  return {
    drills: await drillsOf(tx, calendar),
    areas: (await homeAreas(tx)).map(({ id, name }) => ({ value: id, label: name })),
    mayRaise: may(actor, alertsPolicy.practise),
  };
}
