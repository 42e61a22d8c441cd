import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { homeAreas, schoolById } from "~/domain/organisations/organisations.queries.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Invalid, NotAllowed } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { accountsPolicy } from "./accounts.policy";
import type { InvitePersonInput } from "./accounts.schema";
import { areaRoles, schoolRoles } from "./accounts.words";
import { addRole } from "./internal/add-role.server";
import { personAt } from "./internal/person-at.server";

/** Where the role is held. A place the role has no use for is left out: it would narrow what they may do. */
async function placeOf(
  tx: Tx,
  input: InvitePersonInput,
): Promise<{ schoolId: string | null; areaId: string | null }> {
  const schoolId = schoolRoles.includes(input.role) ? (input.schoolId ?? null) : null;
  const areaId = areaRoles.includes(input.role) ? (input.areaId ?? null) : null;
  if (schoolId && !(await schoolById(tx, schoolId)))
    throw new Invalid("Select a school", "schoolId", { schoolId });
  if (areaId && !(await homeAreas(tx)).some((area) => area.id === areaId))
    throw new Invalid("Select an area", "areaId", { areaId });
  return { schoolId, areaId };
}

/**
 * Lets somebody in with a role, or gives a further role to the person who has this address. From today on; the same
 * invitation twice is one.
 * @throws NotAllowed; Invalid for a school or area that does not exist
 */
export function invitePerson(
  actor: Actor,
  input: InvitePersonInput,
  clock: Clock,
): Promise<{ personId: string; isNew: boolean }> {
  return asActor(actor, async (tx) => {
    if (!may(actor, accountsPolicy.invite)) throw new NotAllowed("Only an administrator can invite people.");
    const at = clock.now();
    const place = await placeOf(tx, input);
    const person = await personAt(tx, input, at);
    const isDepute = input.isDepute && schoolRoles.includes(input.role);
    const membershipId = await addRole(tx, {
      personId: person.id,
      role: input.role,
      ...place,
      isDepute,
      from: dayOf(at),
    });
    if (membershipId) {
      await writeAuditLine(tx, {
        at,
        personId: actor.personId,
        action: "person.invited",
        subject: { kind: "person", id: person.id },
        detail: { membershipId, role: input.role, ...place, isDepute, isNew: person.isNew },
      });
    }
    return { personId: person.id, isNew: person.isNew };
  });
}
