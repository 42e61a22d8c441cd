import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { toDateColumn } from "~/platform/format";
import type { RemoveClosedDayInput, SaveClosedDayInput } from "./calendars.schema";
import { closureColumns } from "./internal/closures";
import { editCalendar } from "./internal/edit-calendar.server";

/**
 * Closes schools, duty or both for a day; a day that is closed already is changed.
 * @throws NotAllowed; NotFound
 */
export function saveClosedDay(actor: Actor, input: SaveClosedDayInput, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    await editCalendar(tx, actor, input.authorityId);
    const { authorityId, name, closes } = input;
    const values = { name, ...closureColumns(closes) };
    const key = { authorityId, day: toDateColumn(input.day) };
    await tx.closedDay.upsert({
      where: { authorityId_day: key },
      create: { ...key, ...values },
      update: values,
    });
    await writeAuditLine(tx, {
      at: clock.now(),
      personId: actor.personId,
      action: "closed_day.saved",
      subject: { kind: "authority", id: authorityId },
      detail: { day: input.day, closes },
    });
  });
}

/**
 * Opens a closed day again; one that is open stays open.
 * @throws NotAllowed; NotFound
 */
export function removeClosedDay(actor: Actor, input: RemoveClosedDayInput, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    await editCalendar(tx, actor, input.authorityId);
    const { authorityId, day } = input;
    const { count } = await tx.closedDay.deleteMany({ where: { authorityId, day: toDateColumn(day) } });
    if (count === 0) return;
    await writeAuditLine(tx, {
      at: clock.now(),
      personId: actor.personId,
      action: "closed_day.removed",
      subject: { kind: "authority", id: authorityId },
      detail: { day },
    });
  });
}
