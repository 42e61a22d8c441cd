import { peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { homeAreas } from "~/domain/organisations/organisations.queries.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Invalid, NotAllowed, NotFound } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { dutyPolicy, dutyRoles } from "./duty.policy";
import type { SaveDutyTurnInput } from "./duty.schema";
import { keepCovered } from "./keep-covered.server";

/**
 * Puts a person and a depute on duty for an area on a weekday, in the place of whoever was.
 * @throws NotAllowed; NotFound for an area that is not ours; Invalid for somebody who cannot be on duty, and when it opens
 * a hole and nobody is named to fill it
 */
export function saveDutyTurn(actor: Actor, input: SaveDutyTurnInput, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    if (!may(actor, dutyPolicy.saveTurn))
      throw new NotAllowed("Only a Lead or the Virtual School Head Teacher can change the rota.");
    const at = clock.now();
    const { areaId, weekday, personId, deputeId, fallbackId } = input;
    if (!(await homeAreas(tx)).some((area) => area.id === areaId))
      throw new NotFound("There is no such area.", { areaId });
    const able = new Set(
      (await peopleWithRole(tx, dutyRoles, { day: dayOf(at) })).map((person) => person.personId),
    );
    if (!able.has(personId))
      throw new Invalid("Select somebody who can be on duty", "personId", { personId });
    if (!able.has(deputeId))
      throw new Invalid("Select somebody who can be on duty", "deputeId", { deputeId });
    const turn = { personId, deputeId };
    const key = { areaId, weekday };
    await keepCovered(tx, { actor, at, fallbackId }, () =>
      tx.dutyTurn.upsert({ where: { areaId_weekday: key }, create: { ...key, ...turn }, update: turn }),
    );
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "duty_turn.saved",
      subject: { kind: "area", id: areaId },
      detail: { weekday, ...turn, fallbackId: fallbackId ?? null },
    });
  });
}
