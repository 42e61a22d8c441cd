import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Invalid, NotAllowed } from "~/platform/errors";
import { organisationsPolicy } from "./organisations.policy";
import type { SavePhoneNumberInput } from "./organisations.schema";

/**
 * Puts a phone number at its place in a purpose's list, in the place of what stood there.
 * @throws NotAllowed; Invalid for an authority that does not exist
 */
export function savePhoneNumber(actor: Actor, input: SavePhoneNumberInput, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    if (!may(actor, organisationsPolicy.edit))
      throw new NotAllowed("Only an administrator can change phone numbers.");
    const { authorityId, purpose, position, label, number } = input;
    const authority = await tx.authority.findUnique({ where: { id: authorityId }, select: { id: true } });
    if (!authority) throw new Invalid("Select an education authority", "authorityId");
    await tx.phoneNumber.upsert({
      where: { authorityId_purpose_position: { authorityId, purpose, position } },
      create: input,
      update: { label, number },
    });
    await writeAuditLine(tx, {
      at: clock.now(),
      personId: actor.personId,
      action: "phone_number.saved",
      subject: { kind: "authority", id: authorityId },
      detail: { purpose, position },
    });
  });
}
