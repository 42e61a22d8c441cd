import { createHash } from "node:crypto";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { authorityOf } from "~/domain/organisations/organisations.queries.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { type IntakeTable, readTable } from "~/platform/intake/read-table";
import { mustReconcile } from "./internal/open-import.server";
import type { StartReconciliationInput } from "./reconcile.schema";
import { mostRecordedRows } from "./reconcile.words";

/** So many rows in one statement. */
const chunk = 1_000;

async function writeRows(tx: Tx, importId: string, rows: IntakeTable["rows"]): Promise<void> {
  for (let from = 0; from < rows.length; from += chunk) {
    await tx.importRow.createMany({
      data: rows
        .slice(from, from + chunk)
        .map((row, index) => ({ importId, position: from + index, ...row })),
    });
  }
}

/**
 * Takes a file of an authority's own system in. Nothing of it counts before its columns are mapped and somebody has
 * pressed the button. The same form twice is one import. Gives its id.
 * @throws NotAllowed; NotFound for an authority that is none; Invalid beside the field `file`
 */
export async function startReconciliation(
  actor: Actor,
  input: StartReconciliationInput,
  clock: Clock,
): Promise<string> {
  mustReconcile(actor);
  const { importId, authorityId, file } = input;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { headings, rows } = readTable(bytes, { mostRows: mostRecordedRows });
  return asActor(actor, async (tx) => {
    const at = clock.now();
    await authorityOf(tx, authorityId);
    const fileDigest = createHash("sha256").update(bytes).digest("hex");
    const started = { startedById: actor.personId, startedAt: at };
    const data = {
      id: importId,
      kind: "exclusions",
      authorityId,
      fileDigest,
      headings,
      state: "read",
      ...started,
    };
    const { count } = await tx.import.createMany({ data: [data], skipDuplicates: true });
    if (count === 0) return importId;
    await writeRows(tx, importId, rows);
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "import.started",
      subject: { kind: "import", id: importId },
      detail: { authorityId, rows: rows.length, fileDigest },
    });
    return importId;
  });
}
