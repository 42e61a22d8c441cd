import { randomUUID } from "node:crypto";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import type { Clock } from "~/platform/clock";
import { asNobody } from "~/platform/database.server";
import { Conflict } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { hasPeople } from "./accounts.queries.server";
import type { FirstAdministratorInput } from "./accounts.schema";
import { addRole } from "./internal/add-role.server";

/**
 * Lets in the first person of an installation, an administrator, who invites everybody else. Gives their id.
 * @throws Conflict as soon as there is anybody: from then on only an administrator lets people in
 */
export function firstAdministrator({ email, name }: FirstAdministratorInput, clock: Clock): Promise<string> {
  return asNobody(async (tx) => {
    const at = clock.now();
    // Two at the same moment would both find nobody here.
    await tx.$executeRaw`LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE`;
    if (await hasPeople(tx)) {
      throw new Conflict(
        "There are people here already. An administrator invites others at /accounts/invite.",
      );
    }
    const id = randomUUID();
    await tx.person.createMany({ data: [{ id, email, name, createdAt: at, updatedAt: at }] });
    const role = {
      personId: id,
      role: "administrator",
      schoolId: null,
      areaId: null,
      isDepute: false,
      from: dayOf(at),
    } as const;
    const membershipId = await addRole(tx, role);
    await writeAuditLine(tx, {
      at,
      personId: null,
      action: "person.invited",
      subject: { kind: "person", id },
      detail: { membershipId, role: role.role, isNew: true, isFirst: true },
    });
    return id;
  });
}
