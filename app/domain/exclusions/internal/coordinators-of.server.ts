import { type Address, addressesOf, peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { calendarOf } from "~/domain/calendars/calendars.queries.server";
import { onDuty } from "~/domain/duty/on-duty.server";
import { homeAuthorityId } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { dayOf } from "~/platform/format";

/**
 * Whoever coordinates; without anybody the lead on duty for the area, else every lead. Under the worker's role too.
 */
export async function coordinatorsOf(
  tx: Tx,
  { ownerId, areaId }: { ownerId: string | null; areaId: string },
  at: Date,
): Promise<Address[]> {
  const owner = await addressesOf(tx, [ownerId], dayOf(at));
  if (owner.length > 0) return owner;
  const calendar = await calendarOf(tx, await homeAuthorityId(tx));
  const turn = await onDuty(tx, { areaId, at, calendar });
  const told = await addressesOf(tx, [turn?.personId ?? null], dayOf(at));
  return told.length > 0 ? told : peopleWithRole(tx, ["lead"], { day: dayOf(at) });
}
