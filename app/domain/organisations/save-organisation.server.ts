import { randomUUID } from "node:crypto";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Invalid, NotAllowed, NotFound } from "~/platform/errors";
import { toDateColumn } from "~/platform/format";
import type { SaveOrganisationInput } from "./organisation.schema";
import { organisationsPolicy } from "./organisations.policy";
import { homeAreas } from "./organisations.queries.server";

/** The columns as they are stored: what is left empty is cleared. */
const columnsOf = ({ id: _id, activeFrom, activeTo, ...values }: SaveOrganisationInput) => ({
  ...values,
  areaId: values.areaId ?? null,
  contact: values.contact ?? null,
  phone: values.phone ?? null,
  email: values.email ?? null,
  activeFrom: toDateColumn(activeFrom),
  activeTo: activeTo ? toDateColumn(activeTo) : null,
});

/** The id of one stored already under this name: a form sent twice adds one. */
async function alreadySaved(
  tx: Tx,
  { id, kind, name, activeFrom }: SaveOrganisationInput,
): Promise<string | null> {
  const where = { kind_name: { kind, name } };
  const namesake = await tx.organisation.findUnique({ where, select: { id: true, activeFrom: true } });
  if (!namesake || namesake.id === id) return null;
  if (id || namesake.activeFrom.getTime() !== toDateColumn(activeFrom).getTime())
    throw new Invalid("There is one of this kind and name already", "name");
  return namesake.id;
}

/**
 * Adds a children's house or a provider, or changes one; gives its id.
 * @throws NotAllowed; NotFound; Invalid when the name is taken or the area is not one of ours
 */
export function saveOrganisation(
  actor: Actor,
  input: SaveOrganisationInput,
  clock: Clock,
): Promise<{ id: string }> {
  return asActor(actor, async (tx) => {
    if (!may(actor, organisationsPolicy.edit))
      throw new NotAllowed("Only an administrator can change houses and providers.");
    if (input.areaId && !(await homeAreas(tx)).some(({ id }) => id === input.areaId))
      throw new Invalid("Select an area", "areaId");
    const saved = await alreadySaved(tx, input);
    if (saved) return { id: saved };
    const { id = randomUUID(), kind } = input;
    const data = columnsOf(input);
    if (input.id) {
      const { count } = await tx.organisation.updateMany({ where: { id }, data });
      if (count === 0) throw new NotFound("There is no such house or provider.", { organisationId: id });
    } else {
      await tx.organisation.createMany({ data: [{ id, ...data }] });
    }
    await writeAuditLine(tx, {
      at: clock.now(),
      personId: actor.personId,
      action: "organisation.saved",
      subject: { kind: "organisation", id },
      detail: { isNew: !input.id, kind, activeTo: input.activeTo ?? null },
    });
    return { id };
  });
}
