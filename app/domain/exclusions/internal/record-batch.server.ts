import { createHash } from "node:crypto";
import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import type { Actor } from "~/platform/actor";
import { asActor, type Tx } from "~/platform/database.server";
import { Conflict } from "~/platform/errors";
import { dayOf, toDateColumn } from "~/platform/format";
import { batchSize, type Progress } from "~/platform/intake/batches";
import { countFates, type Fate } from "~/platform/intake/fates";
import { judgeFacts } from "./judge-facts.server";
import { type JudgedRow, judgeRows, type Recorded } from "./judge-rows";
import { fileRows, lockedImport, mustReconcile } from "./open-import.server";
import { type Fated, writeFates } from "./write-fates.server";

type Run = Awaited<ReturnType<typeof lockedImport>>;

function columnsOf(recorded: Recorded, { authorityId, id: importId }: Run) {
  const { startsOn, endsOn, ...rest } = recorded;
  const digest = createHash("sha256").update(
    JSON.stringify([authorityId, ...Object.entries(recorded).sort()]),
  );
  return {
    ...rest,
    startsOn: toDateColumn(startsOn),
    endsOn: endsOn && toDateColumn(endsOn),
    authorityId,
    importId,
    rowDigest: digest.digest("hex"),
  };
}

async function write(tx: Tx, run: Run, judged: readonly JudgedRow[]): Promise<void> {
  const rows = (fate: Fate) =>
    judged.flatMap((row) => (row.fate === fate && row.recorded ? columnsOf(row.recorded, run) : []));
  await tx.recordedExclusion.createMany({ data: rows("new") });
  for (const data of rows("changed")) {
    const { learnerId, kind, startsOn, startsAt } = data;
    await tx.recordedExclusion.update({
      where: { learnerId_kind_startsOn_startsAt: { learnerId, kind, startsOn, startsAt } },
      data,
      select: { id: true },
    });
  }
}

/** The next rows that are not done, judged once more by what is recorded by now; refused ones stay refused. */
async function nextRows(tx: Tx, run: Run, today: string): Promise<{ fated: Fated[]; judged: JudgedRow[] }> {
  const { id: importId, headings, mapping, authorityId } = run;
  if (!mapping) throw new Conflict("Say first which column is which.");
  const rows = await tx.importRow.findMany({
    where: { importId, appliedAt: null },
    orderBy: { position: "asc" },
    take: batchSize,
    select: { position: true, line: true, cells: true, fate: true, problem: true },
  });
  const taken = rows.filter(({ fate }) => fate !== "refused");
  const read = fileRows(taken, { headings, mapping, today });
  const judged = judgeRows(read, await judgeFacts(tx, authorityId, read));
  const fates = new Map(taken.map(({ position }, index) => [position, judged[index]]));
  const fated = rows.map(({ position, problem }) => {
    const row = fates.get(position) ?? { fate: "refused" as const, problem };
    return { position, fate: row.fate, problem: row.problem };
  });
  return { fated, judged };
}

/** Their cells are dropped: what is taken is recorded, what is refused is none of ours. */
async function finish(tx: Tx, run: Run, fated: readonly Fated[], at: Date): Promise<Progress> {
  await writeFates(tx, run.id, fated);
  const done = { importId: run.id, position: { in: fated.map(({ position }) => position) } };
  await tx.importRow.updateMany({ where: done, data: { appliedAt: at, cells: [] } });
  const left = await tx.importRow.count({ where: { importId: run.id, appliedAt: null } });
  const data = left === 0 ? { state: "applied", appliedAt: at } : { state: "applying" };
  await tx.import.update({ where: { id: run.id }, data, select: { id: true } });
  return { left };
}

/**
 * Saves the next rows of an import, all of them or none, with one audit line.
 * @throws NotAllowed, NotFound, Conflict
 */
export function recordBatch(actor: Actor, importId: string, at: Date): Promise<Progress> {
  return asActor(actor, async (tx) => {
    mustReconcile(actor);
    // Two imports at a time could take the same row for new.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('recorded_exclusion'))::text`;
    const run = await lockedImport(tx, importId);
    if (run.state === "applied") return { left: 0 };
    const { fated, judged } = await nextRows(tx, run, dayOf(at));
    await write(tx, run, judged);
    const progress = await finish(tx, run, fated, at);
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "import.batch_applied",
      subject: { kind: "import", id: importId },
      detail: { from: fated[0]?.position ?? null, ...countFates(fated), ...progress },
    });
    return progress;
  });
}
