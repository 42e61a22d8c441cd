import { randomUUID } from "node:crypto";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Invalid, NotAllowed, NotFound } from "~/platform/errors";
import { dayOf, toDateColumn } from "~/platform/format";
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

function checkDays({ rollOn, closedOn }: SaveSchoolInput, today: string): void {
  if (rollOn && rollOn > today) throw new Invalid("Counted on must not be in the future", "rollOn");
  if (closedOn && closedOn > today) throw new Invalid("Last day must not be in the future", "closedOn");
}

/** The columns as they are stored: what is left empty is cleared. */
const columnsOf = ({ roll, rollOn, closedOn, id: _id, ...values }: SaveSchoolInput) => ({
  ...values,
  roll: roll ?? null,
  rollOn: rollOn ? toDateColumn(rollOn) : null,
  closedOn: closedOn ? toDateColumn(closedOn) : null,
});

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
 * @throws NotAllowed; NotFound; Invalid when the SEED code is taken, the area is not one of ours, or a day is to come
 */
export function saveSchool(actor: Actor, input: SaveSchoolInput, clock: Clock): Promise<{ id: string }> {
  return asActor(actor, async (tx) => {
    if (!may(actor, organisationsPolicy.edit))
      throw new NotAllowed("Only an administrator can change schools.");
    await checkPlace(tx, input);
    checkDays(input, dayOf(clock.now()));
    const saved = await alreadySaved(tx, input);
    if (saved) return { id: saved };
    const { id = randomUUID() } = input;
    const values = columnsOf(input);
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
        closedOn: input.closedOn ?? null,
      },
    });
    return { id };
  });
}
