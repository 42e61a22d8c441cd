import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Conflict, Invalid } from "~/platform/errors";
import { dayOf, toDateColumn } from "~/platform/format";
import { countFates } from "~/platform/intake/fates";
import type { Mapping } from "~/platform/intake/mapping";
import { judgeFacts } from "./internal/judge-facts.server";
import { type JudgedRow, judgeRows } from "./internal/judge-rows";
import { fileRows, lockedImport, mustReconcile, type StoredMapping } from "./internal/open-import.server";
import { writeFates } from "./internal/write-fates.server";
import type { MapReconciliationInput } from "./reconcile.schema";
import { type RecordedField, recordedFields } from "./reconcile.words";

/** @throws Invalid for a column that the file does not have, or one that is chosen twice */
function columnsOf(input: MapReconciliationInput, headings: readonly string[]): Mapping<RecordedField> {
  const columns = {} as Mapping<RecordedField>;
  for (const field of recordedFields) {
    const heading = input[field] ?? null;
    if (heading !== null && !headings.includes(heading))
      throw new Invalid("Select a column of this file", field);
    if (heading !== null && Object.values(columns).includes(heading))
      throw new Invalid("This column is selected for something else too", field);
    columns[field] = heading;
  }
  return columns;
}

/** How many rows are refused for what; a row of somebody else's child shows here. */
function refusals(judged: readonly JudgedRow[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { cause } of judged) if (cause) counts[cause] = (counts[cause] ?? 0) + 1;
  return counts;
}

/** The first and last day on which rows that are taken begin; null when none is. */
function periodOf(judged: readonly JudgedRow[]) {
  const days = judged.flatMap(({ recorded }) => recorded?.startsOn ?? []).sort();
  const [first, last] = [days[0], days.at(-1)];
  return first && last
    ? { fromDay: toDateColumn(first), untilDay: toDateColumn(last) }
    : { fromDay: null, untilDay: null };
}

async function judge(
  tx: Tx,
  run: Awaited<ReturnType<typeof lockedImport>>,
  mapping: StoredMapping,
  today: string,
) {
  const { id: importId, headings, authorityId } = run;
  const rows = await tx.importRow.findMany({
    where: { importId },
    orderBy: { position: "asc" },
    select: { position: true, line: true, cells: true },
  });
  const read = fileRows(rows, { headings, mapping, today });
  const judged = judgeRows(read, await judgeFacts(tx, authorityId, read));
  await writeFates(
    tx,
    importId,
    judged.map(({ fate, problem }, index) => ({ position: rows[index]?.position ?? -1, fate, problem })),
  );
  return judged;
}

/**
 * Says which column is which and judges every row by it: nothing is recorded yet. Can be done again until rows are saved.
 * @throws NotAllowed, NotFound; Conflict once rows are saved; Invalid beside the field
 */
export function mapReconciliation(actor: Actor, input: MapReconciliationInput, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    mustReconcile(actor);
    const at = clock.now();
    const run = await lockedImport(tx, input.importId);
    if (run.state === "applying" || run.state === "applied")
      throw new Conflict("Rows of this file are saved already. Take it in again to read it otherwise.");
    const { exclusionCodes, absenceCodes } = input;
    const mapping = { columns: columnsOf(input, run.headings), exclusionCodes, absenceCodes };
    const judged = await judge(tx, run, mapping, dayOf(at));
    const data = { mapping, state: "mapped", ...periodOf(judged) };
    await tx.import.update({ where: { id: run.id }, data, select: { id: true } });
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "import.mapped",
      subject: { kind: "import", id: run.id },
      detail: { ...countFates(judged), ...refusals(judged) },
    });
  });
}
