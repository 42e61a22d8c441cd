import { createHash } from "node:crypto";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { authorityOf } from "~/domain/organisations/organisations.queries.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { readAnyTable } from "~/platform/intake/read-any-table.server";
import type { TableRow } from "~/platform/intake/read-table";
import type { StartImportInput } from "./imports.schema";
import { isAboutLearners, mostImportRows } from "./imports.words";
import { mustImport } from "./internal/open-record-import.server";

type Owner = { importId: string; startedById: string; aboutLearners: boolean };

/** In one statement, because a file has thousands of rows. */
async function writeRows(tx: Tx, owner: Owner, rows: readonly TableRow[]): Promise<void> {
  const placed = rows.map((row, position) => ({ position, ...row }));
  await tx.$executeRaw`
    INSERT INTO record_import_row (import_id, position, line, cells, started_by_id, about_learners)
    SELECT ${owner.importId}::uuid, position, line, cells, ${owner.startedById}::uuid, ${owner.aboutLearners}
    FROM jsonb_to_recordset(${JSON.stringify(placed)}::jsonb) AS new (position int, line int, cells text[])`;
}

/**
 * Takes a file in: its rows are kept, the file is not. Nothing of it counts before its columns are mapped and somebody has
 * pressed the button. The same form twice is one import. Gives its id.
 * @throws NotAllowed; NotFound for an authority that is none; Invalid beside the field `file`
 */
export async function startImport(actor: Actor, input: StartImportInput, clock: Clock): Promise<string> {
  const { importId, kind, authorityId, file } = input;
  mustImport(actor, kind);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const { headings, rows } = await readAnyTable(bytes, { mostRows: mostImportRows, hasOwnHeadings: true });
  return asActor(actor, async (tx) => {
    const at = clock.now();
    await authorityOf(tx, authorityId);
    const fileDigest = createHash("sha256").update(bytes).digest("hex");
    const owner = { startedById: actor.personId, aboutLearners: isAboutLearners(kind) };
    const data = { id: importId, kind, authorityId, fileDigest, headings, state: "read", rows: rows.length };
    const { count } = await tx.recordImport.createMany({
      data: [{ ...data, ...owner, startedAt: at }],
      skipDuplicates: true,
    });
    if (count === 0) return importId;
    await writeRows(tx, { importId, ...owner }, rows);
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "import.started",
      subject: { kind: "record_import", id: importId },
      detail: { kind, authorityId, rows: rows.length, fileDigest },
    });
    return importId;
  });
}
