import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Conflict } from "~/platform/errors";
import type { ApplyImportInput } from "./imports.schema";
import { lockedRecordImport, mustImport } from "./internal/open-record-import.server";

/**
 * Gives the rows of a file to the worker, which saves them on behalf of whoever brought it, also when the page is closed.
 * The second press changes nothing.
 * @throws NotAllowed, NotFound; Conflict before its columns are mapped
 */
export function applyImport(actor: Actor, { importId }: ApplyImportInput, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    const { kind, state } = await lockedRecordImport(tx, importId);
    mustImport(actor, kind);
    if (state === "read") throw new Conflict("Say first which column is which.");
    if (state === "applying" || state === "applied") return;
    await tx.recordImport.update({
      where: { id: importId },
      data: { state: "applying" },
      select: { id: true },
    });
    await writeAuditLine(tx, {
      at: clock.now(),
      personId: actor.personId,
      action: "import.pressed",
      subject: { kind: "record_import", id: importId },
      detail: { kind },
    });
  });
}
