import { randomUUID } from "node:crypto";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Invalid, NotAllowed, NotFound } from "~/platform/errors";
import { organisationsPolicy } from "./organisations.policy";
import type { SaveAreaInput } from "./organisations.schema";

/**
 * Adds an area to our own authority, or renames one; gives its id.
 * @throws NotAllowed; NotFound; Invalid when the name is taken
 */
export function saveArea(actor: Actor, input: SaveAreaInput, clock: Clock): Promise<{ id: string }> {
  return asActor(actor, async (tx) => {
    if (!may(actor, organisationsPolicy.edit))
      throw new NotAllowed("Only an administrator can change areas.");
    const home = await tx.authority.findUnique({
      where: { id: input.authorityId, isHome: true },
      select: { id: true },
    });
    if (!home)
      throw new NotFound("Areas belong to the Virtual School’s own authority.", {
        authorityId: input.authorityId,
      });
    const where = { authorityId_name: { authorityId: home.id, name: input.name } };
    const namesake = await tx.area.findUnique({ where, select: { id: true } });
    if (namesake && namesake.id !== input.id)
      throw new Invalid("There is an area of this name already", "name");
    const id = input.id ?? randomUUID();
    if (input.id) {
      const { count } = await tx.area.updateMany({
        where: { id, authorityId: home.id },
        data: { name: input.name },
      });
      if (count === 0) throw new NotFound("There is no such area.", { areaId: id });
    } else {
      await tx.area.create({ data: { id, authorityId: home.id, name: input.name } });
    }
    await writeAuditLine(tx, {
      at: clock.now(),
      personId: actor.personId,
      action: "area.saved",
      subject: { kind: "area", id },
      detail: { isNew: !input.id },
    });
    return { id };
  });
}
