import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Conflict, Invalid, NotAllowed } from "~/platform/errors";
import { dayOf, toDateColumn } from "~/platform/format";
import { codeOf } from "./internal/code-of";
import { referencePolicy } from "./reference.policy";
import type { SaveRefCodeInput } from "./reference.schema";

async function latestVersion(tx: Tx, list: string, code: string): Promise<number> {
  const where = { list, code };
  const latest = await tx.refCode.findFirst({
    where,
    orderBy: { version: "desc" },
    select: { version: true },
  });
  return latest?.version ?? 0;
}

/** The code of a new entry; one that exists is not overwritten by an entry that happens to be worded the same. */
async function newCode(tx: Tx, { list, label }: SaveRefCodeInput): Promise<string> {
  const code = codeOf(label);
  if (code === "" || code === "new") throw new Invalid("Wording must have letters or digits in it", "label");
  if ((await latestVersion(tx, list, code)) > 0)
    throw new Invalid("This list has an entry of this wording already", "label");
  return code;
}

/**
 * Adds an entry, or words one anew: the new version retires the old one from today, the code stays, and what was
 * recorded under the old version keeps its words. An entry that was retired comes back. Gives code and version.
 * @throws NotAllowed; Invalid for a wording in use; Conflict when the entry was changed since the form was opened
 */
export function saveRefCode(
  actor: Actor,
  input: SaveRefCodeInput,
  clock: Clock,
): Promise<{ code: string; version: number }> {
  return asActor(actor, async (tx) => {
    if (!may(actor, referencePolicy.edit)) throw new NotAllowed("Only an administrator can change lists.");
    const at = clock.now();
    const today = toDateColumn(dayOf(at));
    const { list, label, position, hint = null } = input;
    const code = input.code ?? (await newCode(tx, input));
    const stale = new Conflict("Somebody changed this entry meanwhile. Open it again.", {
      list,
      code,
      version: input.version,
    });
    if ((await latestVersion(tx, list, code)) !== input.version) throw stale;
    await tx.refCode.updateMany({
      where: { list, code, version: input.version, validTo: null },
      data: { validTo: today },
    });
    const version = input.version + 1;
    const data = { list, code, version, label, hint, position, validFrom: today };
    // Two people at the same moment: the second waits for the first and then finds the version taken.
    const { count } = await tx.refCode.createMany({ data, skipDuplicates: true });
    if (count === 0) throw stale;
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "ref_code.saved",
      detail: { list, code, version },
    });
    return { code, version };
  });
}
