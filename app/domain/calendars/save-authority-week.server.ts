import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import type { SaveAuthorityWeekInput } from "./calendars.schema";
import { editCalendar } from "./internal/edit-calendar.server";
import { weekDetail } from "./internal/week-detail";

/**
 * Sets how many openings each weekday has in the authority's schools.
 * @throws NotAllowed; NotFound
 */
export function saveAuthorityWeek(actor: Actor, input: SaveAuthorityWeekInput, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    const { authorityId, week } = input;
    await editCalendar(tx, actor, authorityId);
    await tx.authorityWeek.deleteMany({ where: { authorityId } });
    await tx.authorityWeek.createMany({ data: week.map((day) => ({ authorityId, ...day })) });
    await writeAuditLine(tx, {
      at: clock.now(),
      personId: actor.personId,
      action: "authority_week.saved",
      subject: { kind: "authority", id: authorityId },
      detail: weekDetail(week),
    });
  });
}
