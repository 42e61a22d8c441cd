import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import type { Actor } from "~/platform/actor";
import { asActor, type Tx } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import type { Progress } from "~/platform/intake/batches";
import { countFates } from "~/platform/intake/fates";
import { importKinds } from "../imports.words";
import { kinds } from "./import-kinds.server";
import { type JudgedImportRow, judgeImport } from "./judge-import.server";
import { lockedRecordImport, mustImport, type OpenImport } from "./open-record-import.server";
import { readRows } from "./read-import-rows";
import { type RowFate, writeRowFates } from "./write-row-fates.server";

export type Batch = {
  importId: string;
  at: Date;
  take: number;
  /** Nothing of these rows is written: they are refused with this sentence. */
  refusal?: string;
};

/** The next rows that are not done, judged once more by what is on record by now; refused ones stay refused. */
async function nextRows(tx: Tx, run: OpenImport, { at, take, refusal }: Batch) {
  const { id: importId, kind, headings, mapping, authorityId } = run;
  const rows = await tx.recordImportRow.findMany({
    where: { importId, appliedAt: null },
    orderBy: { position: "asc" },
    take,
    select: { position: true, line: true, cells: true, fate: true, problem: true },
  });
  const taken = refusal === undefined ? rows.filter(({ fate }) => fate !== "refused") : [];
  const read = readRows(kinds[kind], taken, { headings, mapping: mapping ?? {} });
  const context = { authorityId, today: dayOf(at), isSaving: true };
  const judging = { kind: kinds[kind], one: importKinds[kind].one, context, seen: new Map() };
  const judged = await judgeImport(tx, read, judging);
  const byPosition = new Map(taken.map(({ position }, index) => [position, judged[index]]));
  const fates = rows.map(({ position, problem }): RowFate => {
    const row = byPosition.get(position);
    if (row) return { position, fate: row.fate, problem: row.problem };
    return { position, fate: "refused", problem: problem ?? refusal ?? null };
  });
  return { judged, fates };
}

const writesOf = (judged: readonly JudgedImportRow[]): unknown[] =>
  judged.flatMap(({ write }) => (write === null ? [] : [write]));

/** Their cells are dropped: what is taken is on record, what is refused is none of ours. */
async function finish(tx: Tx, run: OpenImport, fates: readonly RowFate[], at: Date): Promise<Progress> {
  await writeRowFates(tx, run.id, fates, at);
  const done = run.done + fates.length;
  const isOver = fates.length === 0 || done >= run.rows;
  const data = isOver ? { done, state: "applied", appliedAt: at } : { done };
  await tx.recordImport.update({ where: { id: run.id }, data, select: { id: true } });
  return { left: isOver ? 0 : run.rows - done };
}

/**
 * Saves the next rows of an import on behalf of whoever brought it, all of them or none, with one audit line.
 * @throws NotAllowed when they may not any more, NotFound; whatever the database refuses
 */
export function applyBatch(actor: Actor, batch: Batch): Promise<Progress> {
  const { importId, at } = batch;
  return asActor(actor, async (tx) => {
    // Two imports at a time could take the same row for new.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('record_import'))::text`;
    const run = await lockedRecordImport(tx, importId);
    mustImport(actor, run.kind);
    if (run.state !== "applying") return { left: 0 };
    const { judged, fates } = await nextRows(tx, run, batch);
    const writes = writesOf(judged);
    const by = { personId: actor.personId, at };
    const ids = writes.length > 0 ? await kinds[run.kind].write(tx, writes, by) : [];
    const progress = await finish(tx, run, fates, at);
    await writeAuditLine(tx, {
      at,
      personId: by.personId,
      action: "import.batch_applied",
      subject: { kind: "record_import", id: importId },
      detail: {
        ...{ kind: run.kind, from: fates[0]?.position ?? null, ...countFates(fates), ...progress },
        ids: [...new Set(ids)],
      },
    });
    return progress;
  });
}
