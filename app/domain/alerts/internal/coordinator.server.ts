import { type Address, addressesOf, peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import type { Tx } from "~/platform/database.server";
import { alertsPolicy } from "../alerts.policy";
import type { LockedAlert } from "./change-alert.server";

/**
 * Who answers for an alert on a day ("2026-11-22"): its owner, else whoever was told first, else the first lead by
 * name; people who have left are passed over. Null when the Virtual School has nobody.
 */
export async function coordinatorOf(tx: Tx, alert: LockedAlert, day: string): Promise<Address | null> {
  const here = await addressesOf(tx, [alert.ownerId, alert.dutyPersonId], day);
  const known = [alert.ownerId, alert.dutyPersonId].map((id) =>
    here.find((person) => person.personId === id),
  );
  const first = known.find((person) => person !== undefined);
  if (first) return first;
  const [lead] = await peopleWithRole(tx, alertsPolicy.close.roles, { day });
  return lead ?? null;
}
