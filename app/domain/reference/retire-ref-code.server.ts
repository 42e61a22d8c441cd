import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Conflict, NotAllowed } from "~/platform/errors";
import { dayOf, toDateColumn } from "~/platform/format";
import { referencePolicy } from "./reference.policy";
import type { RetireRefCodeInput } from "./reference.schema";

/**
 * Stops offering an entry from today; what was recorded with it keeps its words.
 * @throws NotAllowed; Conflict when the entry was changed or retired since the page was opened
 */
export function retireRefCode(actor: Actor, input: RetireRefCodeInput, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    if (!may(actor, referencePolicy.edit)) throw new NotAllowed("Only an administrator can change lists.");
    const at = clock.now();
    const { list, code, version } = input;
    const { count } = await tx.refCode.updateMany({
      where: { list, code, version, validTo: null },
      data: { validTo: toDateColumn(dayOf(at)) },
    });
    if (count === 0)
      throw new Conflict("Somebody changed this entry meanwhile. Open it again.", { list, code, version });
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "ref_code.retired",
      detail: { list, code, version },
    });
  });
}
