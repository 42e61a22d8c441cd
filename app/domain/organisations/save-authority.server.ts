import { randomUUID } from "node:crypto";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Invalid, NotAllowed, NotFound } from "~/platform/errors";
import { organisationsPolicy } from "./organisations.policy";
import type { SaveAuthorityInput } from "./organisations.schema";

/** Names stay apart, and exactly one authority is our own. */
async function check(tx: Tx, { id, name, isHome }: SaveAuthorityInput): Promise<void> {
  const namesake = await tx.authority.findUnique({ where: { name }, select: { id: true } });
  if (namesake && namesake.id !== id)
    throw new Invalid("There is an education authority of this name already", "name");
  const home = await tx.authority.findFirst({ where: { isHome: true }, select: { id: true } });
  if (isHome && home && home.id !== id) {
    throw new Invalid("Another education authority is the Virtual School’s own already", "isHome");
  }
  if (!isHome && home && home.id === id)
    throw new Invalid("The Virtual School needs an authority of its own", "isHome");
}

/**
 * Adds an education authority, or renames one; gives its id.
 * @throws NotAllowed; NotFound; Invalid when the name is taken, or there would be two authorities of our own or none
 */
export function saveAuthority(
  actor: Actor,
  input: SaveAuthorityInput,
  clock: Clock,
): Promise<{ id: string }> {
  return asActor(actor, async (tx) => {
    if (!may(actor, organisationsPolicy.edit))
      throw new NotAllowed("Only an administrator can change education authorities.");
    await check(tx, input);
    const values = { name: input.name, isHome: input.isHome };
    const id = input.id ?? randomUUID();
    if (input.id) {
      const { count } = await tx.authority.updateMany({ where: { id }, data: values });
      if (count === 0) throw new NotFound("There is no such education authority.", { authorityId: id });
    } else {
      await tx.authority.create({ data: { id, ...values } });
    }
    await writeAuditLine(tx, {
      at: clock.now(),
      personId: actor.personId,
      action: "authority.saved",
      subject: { kind: "authority", id },
      detail: { isNew: !input.id, isHome: input.isHome },
    });
    return { id };
  });
}
