import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { calendarOf } from "~/domain/calendars/calendars.queries.server";
import { homeAuthorityId } from "~/domain/organisations/organisations.queries.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { toDateColumn } from "~/platform/format";
import { dutyPolicy } from "./duty.policy";
import { canBeOnDuty, isDayOfDuty, isOurArea, mayChange } from "./internal/rota-edit.server";
import { keepCovered } from "./keep-covered.server";
import type { CoverDayInput, UncoverDayInput } from "./rota.schema";

/**
 * Puts two people on duty for an area on one day, in the place of the weekly turn or of an earlier cover.
 * @throws NotAllowed; NotFound for an area that is not ours; Invalid for a day without duty, for somebody who cannot be on
 * duty that day, and when it opens a hole and nobody is named to fill it
 */
export function coverDay(actor: Actor, input: CoverDayInput, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    mayChange(actor, dutyPolicy.coverDay);
    const at = clock.now();
    const { areaId, day, personId, deputeId, fallbackId } = input;
    await isOurArea(tx, areaId);
    isDayOfDuty(await calendarOf(tx, await homeAuthorityId(tx)), day, { at, field: "day" });
    await canBeOnDuty(tx, day, { personId, deputeId });
    const key = { areaId, day: toDateColumn(day) };
    const values = { personId, deputeId, savedAt: at, savedById: actor.personId };
    await keepCovered(tx, { actor, at, until: dayAfter(day), fallbackId }, () =>
      tx.dutyCover.upsert({ where: { areaId_day: key }, create: { ...key, ...values }, update: values }),
    );
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "duty_cover.saved",
      subject: { kind: "area", id: areaId },
      detail: { day, personId, deputeId, fallbackId: fallbackId ?? null },
    });
  });
}

/**
 * Gives a day back to the weekly turn; one that has no cover stays as it is.
 * @throws NotAllowed; Invalid when it opens a hole and nobody is named to fill it
 */
export function uncoverDay(actor: Actor, input: UncoverDayInput, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    mayChange(actor, dutyPolicy.coverDay);
    const at = clock.now();
    const { areaId, day, fallbackId } = input;
    const { count } = await keepCovered(tx, { actor, at, until: dayAfter(day), fallbackId }, () =>
      tx.dutyCover.deleteMany({ where: { areaId, day: toDateColumn(day) } }),
    );
    if (count === 0) return;
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "duty_cover.removed",
      subject: { kind: "area", id: areaId },
      detail: { day, fallbackId: fallbackId ?? null },
    });
  });
}

const dayAfter = (day: string): Date => new Date(toDateColumn(day).getTime() + 86_400_000);
