import { randomUUID } from "node:crypto";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Invalid, NotAllowed, NotFound } from "~/platform/errors";
import { organisationsPolicy } from "./organisations.policy";
import type { SaveSchoolInput } from "./organisations.schema";

async function checkPlace(tx: Tx, { authorityId, areaId }: SaveSchoolInput): Promise<void> {
  const authority = await tx.authority.findUnique({ where: { id: authorityId }, select: { id: true } });
  if (!authority) throw new Invalid("Select an education authority", "authorityId");
  const area = await tx.area.findUnique({
    where: { id: areaId, authority: { isHome: true } },
    select: { id: true },
  });
  if (!area) throw new Invalid("Select an area", "areaId");
}

/** The id of a school stored already with just these values: a form sent twice adds one school. */
async function alreadySaved(tx: Tx, { id, ...values }: SaveSchoolInput): Promise<string | null> {
  const namesake = await tx.school.findUnique({ where: { seedCode: values.seedCode } });
  if (!namesake || namesake.id === id) return null;
  const isSame = !id && namesake.name === values.name && namesake.authorityId === values.authorityId;
  if (!isSame) throw new Invalid("Another school has this SEED code", "seedCode");
  return namesake.id;
}

/**
 * Adds a school, or changes one; gives its id.
 * @throws NotAllowed; NotFound; Invalid when the SEED code is taken or the area is not one of ours
 */
export function saveSchool(actor: Actor, input: SaveSchoolInput, clock: Clock): Promise<{ id: string }> {
  return asActor(actor, async (tx) => {
    if (!may(actor, organisationsPolicy.edit))
      throw new NotAllowed("Only an administrator can change schools.");
    await checkPlace(tx, input);
    const saved = await alreadySaved(tx, input);
    if (saved) return { id: saved };
    const { id = randomUUID(), ...values } = input;
    if (input.id) {
      const { count } = await tx.school.updateMany({ where: { id }, data: values });
      if (count === 0) throw new NotFound("There is no such school.", { schoolId: id });
    } else {
      await tx.school.create({ data: { id, ...values } });
    }
    await writeAuditLine(tx, {
      at: clock.now(),
      personId: actor.personId,
      action: "school.saved",
      subject: { kind: "school", id },
      detail: {
        isNew: !input.id,
        authorityId: values.authorityId,
        areaId: values.areaId,
        sector: values.sector,
      },
    });
    return { id };
  });
}
