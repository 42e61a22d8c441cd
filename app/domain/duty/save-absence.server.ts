import { randomUUID } from "node:crypto";
import { namesOf, peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { addCalendarDays, londonInstant } from "~/domain/calendars/calendars.clocks";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Conflict, Invalid, NotFound } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { dutyPolicy, toldRoles } from "./duty.policy";
import { absenceWords } from "./internal/absence-words";
import { mayChange } from "./internal/rota-edit.server";
import { keepCovered } from "./keep-covered.server";
import type { EndAbsenceInput, SaveAbsenceInput } from "./rota.schema";

const longestDays = 366;

function stretchOf({ firstDay, lastDay, fromTime, untilTime }: SaveAbsenceInput, at: Date) {
  if (addCalendarDays(firstDay, longestDays) < lastDay)
    throw new Invalid(
      "An absence can be at most a year long. End the role of somebody who leaves",
      "lastDay",
    );
  const startsAt = londonInstant(firstDay, fromTime ?? "00:00");
  const endsAt = untilTime
    ? londonInstant(lastDay, untilTime)
    : londonInstant(addCalendarDays(lastDay, 1), "00:00");
  if (endsAt <= at) throw new Invalid("An absence must end after now", "lastDay");
  return { startsAt, endsAt };
}

type Times = ReturnType<typeof stretchOf>;

async function refuseOverlap(tx: Tx, personId: string, { startsAt, endsAt }: Times): Promise<void> {
  const other = await tx.personAbsence.findFirst({
    where: { personId, startsAt: { lt: endsAt }, endsAt: { gt: startsAt } },
    orderBy: { startsAt: "asc" },
    select: { startsAt: true, endsAt: true },
  });
  if (!other) return;
  const name = (await namesOf(tx, [personId])).get(personId) ?? "This person";
  const known = absenceWords({ from: other.startsAt, until: other.endsAt });
  throw new Invalid(`${name} is entered as away ${known} already. Take that out first`, "firstDay");
}

/**
 * Somebody will be away: every alert passes them over meanwhile. Why is not asked.
 * @throws NotAllowed; Invalid for somebody who is told of no alert, for a time that has passed or overlaps another absence
 * of theirs, and when it opens a hole and nobody is named to fill it
 */
export function saveAbsence(actor: Actor, input: SaveAbsenceInput, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    mayChange(actor, dutyPolicy.saveAbsence);
    const at = clock.now();
    const { personId, fallbackId } = input;
    const times = stretchOf(input, at);
    const able = await peopleWithRole(tx, toldRoles, { day: dayOf(at) });
    if (!able.some((person) => person.personId === personId))
      throw new Invalid("Select somebody of the rota", "personId", { personId });
    await keepCovered(tx, { actor, at, until: times.endsAt, fallbackId }, async () => {
      await refuseOverlap(tx, personId, times);
      await tx.personAbsence.createMany({
        data: [{ id: randomUUID(), personId, ...times, savedAt: at, savedById: actor.personId }],
      });
    });
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "absence.saved",
      subject: { kind: "person", id: personId },
      detail: {
        startsAt: times.startsAt.toISOString(),
        endsAt: times.endsAt.toISOString(),
        fallbackId: fallbackId ?? null,
      },
    });
  });
}

/**
 * Somebody does not go away after all, or is back before the end.
 * @throws NotAllowed; NotFound; Conflict when the absence is over
 */
export function endAbsence(actor: Actor, input: EndAbsenceInput, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    mayChange(actor, dutyPolicy.saveAbsence);
    const at = clock.now();
    const { absenceId } = input;
    const absence = await tx.personAbsence.findUnique({
      where: { id: absenceId },
      select: { personId: true, startsAt: true },
    });
    if (!absence) throw new NotFound("There is no such absence.", { absenceId });
    const where = { id: absenceId, endsAt: { gt: at } };
    const { count } =
      absence.startsAt < at
        ? await tx.personAbsence.updateMany({ where, data: { endsAt: at } })
        : await tx.personAbsence.deleteMany({ where });
    if (count === 0) throw new Conflict("This absence is over already.", { absenceId });
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "absence.ended",
      subject: { kind: "person", id: absence.personId },
      detail: { absenceId },
    });
  });
}
