import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import type { SaveDutyHoursInput } from "./calendars.schema";
import { editCalendar } from "./internal/edit-calendar.server";

/**
 * Sets the duty hours of the whole week. The week is saved as one, because an authority with hours on any day has no
 * longer the usual ones on the others.
 * @throws NotAllowed; NotFound
 */
export function saveDutyHours(actor: Actor, input: SaveDutyHoursInput, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    await editCalendar(tx, actor, input.authorityId);
    const { authorityId, week } = input;
    const open = week.flatMap(({ weekday, opensAt, closesAt }) =>
      opensAt && closesAt ? [{ weekday, opensAt, closesAt }] : [],
    );
    await tx.dutyHours.deleteMany({ where: { authorityId } });
    await tx.dutyHours.createMany({ data: open.map((day) => ({ authorityId, ...day })) });
    await writeAuditLine(tx, {
      at: clock.now(),
      personId: actor.personId,
      action: "duty_hours.saved",
      subject: { kind: "authority", id: authorityId },
      detail: Object.fromEntries(open.map((day) => [String(day.weekday), `${day.opensAt}–${day.closesAt}`])),
    });
  });
}
