import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { calendarOf } from "./calendars.queries.server";
import type { SaveSchoolWeekInput } from "./calendars.schema";
import { opensOnSomeWeekday } from "./internal/day-kinds";
import { editSchoolCalendar } from "./internal/edit-calendar.server";
import { weekDetail } from "./internal/week-detail";

/**
 * Sets the weekdays on which one school does otherwise than its authority; the others follow the authority.
 * @throws NotAllowed; NotFound; Invalid when the school would never open
 */
export function saveSchoolWeek(actor: Actor, input: SaveSchoolWeekInput, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    const { schoolId } = input;
    const { authorityId } = await editSchoolCalendar(tx, actor, schoolId);
    const week = input.week.flatMap(({ weekday, openings }) =>
      openings === undefined ? [] : [{ weekday, openings }],
    );
    const calendar = await calendarOf(tx, authorityId);
    const own = Object.fromEntries(week.map(({ weekday, openings }) => [weekday, openings]));
    if (!opensOnSomeWeekday({ ...calendar, week: { ...calendar.week, ...own } }))
      throw new Invalid("The school must be open on at least one day", "week");
    await tx.schoolWeek.deleteMany({ where: { schoolId } });
    await tx.schoolWeek.createMany({ data: week.map((day) => ({ schoolId, ...day })) });
    await writeAuditLine(tx, {
      at: clock.now(),
      personId: actor.personId,
      action: "school_week.saved",
      subject: { kind: "school", id: schoolId },
      detail: weekDetail(week),
    });
  });
}
