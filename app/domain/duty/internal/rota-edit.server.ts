import { peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { type Calendar, hasDuty } from "~/domain/calendars/calendars.clocks";
import { homeAreas } from "~/domain/organisations/organisations.queries.server";
import { type Actor, may, type Permission } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { Invalid, NotAllowed, NotFound } from "~/platform/errors";
import { dayOf, formatWeekday } from "~/platform/format";
import { dutyRoles } from "../duty.policy";

/** @throws NotAllowed unless the actor may change the rota in this way */
export function mayChange(actor: Actor, permission: Permission): void {
  if (may(actor, permission)) return;
  throw new NotAllowed("Only a Lead or the Virtual School Head Teacher can change the rota.");
}

/** @throws NotFound unless the area is one of ours */
export async function isOurArea(tx: Tx, areaId: string): Promise<void> {
  if ((await homeAreas(tx)).some((area) => area.id === areaId)) return;
  throw new NotFound("There is no such area.", { areaId });
}

/** @throws Invalid beside the field of whoever cannot be on duty on the day */
export async function canBeOnDuty(
  tx: Tx,
  day: string,
  people: Readonly<Record<string, string>>,
): Promise<void> {
  const able = new Set((await peopleWithRole(tx, dutyRoles, { day })).map((person) => person.personId));
  for (const [field, personId] of Object.entries(people)) {
    if (!able.has(personId)) throw new Invalid("Select somebody who can be on duty", field, { personId });
  }
}

/** @throws Invalid beside the field for a day that has passed, or has no duty */
export function isDayOfDuty(
  calendar: Calendar,
  day: string,
  { at, field }: { at: Date; field: string },
): void {
  if (day < dayOf(at)) throw new Invalid("Day must be today or later", field);
  if (hasDuty(calendar, day) === false)
    throw new Invalid(`There is no duty on ${formatWeekday(day)}: the Virtual School is closed`, field);
}
