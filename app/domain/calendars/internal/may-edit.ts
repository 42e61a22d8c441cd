import { type Actor, may } from "~/platform/actor";
import { NotAllowed } from "~/platform/errors";
import { calendarsPolicy } from "../calendars.policy";

/** @throws NotAllowed unless the actor may change calendars */
export function mayEdit(actor: Actor): void {
  if (may(actor, calendarsPolicy.edit)) return;
  throw new NotAllowed("Only the Virtual School Head Teacher or an administrator can change the calendar.");
}
