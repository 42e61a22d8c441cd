import { peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { assumingWeekdays, type Calendar, nextStaffed, weekdayOf } from "~/domain/calendars/calendars.clocks";
import type { Tx } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { dutyRoles } from "./duty.policy";

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
 * a usual week. Whoever has left is passed over, so the depute may come first. Null when nobody is left or entered.
 */
export async function onDuty(tx: Tx, { areaId, at, calendar }: Question): Promise<OnDuty | null> {
  const from = nextStaffed(calendar, at) ?? nextStaffed(assumingWeekdays(calendar), at) ?? at;
  const day = dayOf(from);
  const turn = await tx.dutyTurn.findUnique({
    where: { areaId_weekday: { areaId, weekday: weekdayOf(day) } },
    select: { personId: true, deputeId: true },
  });
  if (!turn) return null;
  const here = new Set(
    (await peopleWithRole(tx, dutyRoles, { day: dayOf(at) })).map((person) => person.personId),
  );
  const [personId, deputeId] = [turn.personId, turn.deputeId].filter((id) => here.has(id));
  return personId ? { personId, deputeId: deputeId ?? null, from } : null;
}
