import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { formatDay, toDateColumn } from "~/platform/format";
import type { RemoveTermInput, SaveTermInput } from "./calendars.schema";
import { editCalendar } from "./internal/edit-calendar.server";

/**
 * Adds a term; one that starts on the same day is changed.
 * @throws NotAllowed; NotFound; Invalid when it overlaps another term of the authority
 */
export function saveTerm(actor: Actor, input: SaveTermInput, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    await editCalendar(tx, actor, input.authorityId);
    const { authorityId, name } = input;
    const [startsOn, endsOn] = [toDateColumn(input.startsOn), toDateColumn(input.endsOn)];
    const overlapping = await tx.term.findFirst({
      where: { authorityId, startsOn: { lte: endsOn, not: startsOn }, endsOn: { gte: startsOn } },
      select: { startsOn: true },
    });
    if (overlapping)
      throw new Invalid(
        `These days overlap the term that starts on ${formatDay(overlapping.startsOn)}`,
        "startsOn",
      );
    const key = { authorityId, startsOn };
    await tx.term.upsert({
      where: { authorityId_startsOn: key },
      create: { ...key, name, endsOn },
      update: { name, endsOn },
    });
    await writeAuditLine(tx, {
      at: clock.now(),
      personId: actor.personId,
      action: "term.saved",
      subject: { kind: "authority", id: authorityId },
      detail: { startsOn: input.startsOn, endsOn: input.endsOn },
    });
  });
}

/**
 * Takes a term out of the calendar; one that is not there stays so.
 * @throws NotAllowed; NotFound
 */
export function removeTerm(actor: Actor, input: RemoveTermInput, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    await editCalendar(tx, actor, input.authorityId);
    const { authorityId, startsOn } = input;
    const { count } = await tx.term.deleteMany({ where: { authorityId, startsOn: toDateColumn(startsOn) } });
    if (count === 0) return;
    await writeAuditLine(tx, {
      at: clock.now(),
      personId: actor.personId,
      action: "term.removed",
      subject: { kind: "authority", id: authorityId },
      detail: { startsOn },
    });
  });
}
