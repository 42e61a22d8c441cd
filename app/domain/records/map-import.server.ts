import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Conflict, Invalid } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { countFates, type Fate } from "~/platform/intake/fates";
import type { Mapping } from "~/platform/intake/mapping";
import type { MapImportInput } from "./imports.schema";
import { importKinds } from "./imports.words";
import type { ImportKind, RefusalCause } from "./internal/import-kind";
import { kinds } from "./internal/import-kinds.server";
import { type JudgedImportRow, judgeImport } from "./internal/judge-import.server";
import { lockedRecordImport, mustImport, type OpenImport } from "./internal/open-record-import.server";
import { monthFirst, readRows } from "./internal/read-import-rows";
import { writeRowFates } from "./internal/write-row-fates.server";

/** Rows that are judged in one transaction. */
const chunk = 1_000;

const field = (name: string): string => `columns.${name}`;

/** @throws Invalid for a column that the file does not have, one that is chosen twice, or a file of no use without another */
function columnsOf(
  { columns: chosen }: MapImportInput,
  kind: ImportKind,
  headings: readonly string[],
): Mapping<string> {
  const mapping: Mapping<string> = {};
  for (const { name, label, isRequired } of kind.columns) {
    const heading = chosen[name] ?? null;
    if (heading !== null && !headings.includes(heading))
      throw new Invalid("Select a column of this file", field(name));
    if (heading !== null && Object.values(mapping).includes(heading))
      throw new Invalid("This column is selected for something else too", field(name));
    if (heading === null && isRequired)
      throw new Invalid(`Select the column that holds: ${label}`, field(name));
    mapping[name] = heading;
  }
  const sets = kind.identifiedBy ?? [];
  if (sets.length > 0 && !sets.some((set) => set.every((name) => mapping[name])))
    throw new Invalid(
      "Select the column of the SCN, or those of given name, family name and date of birth",
      field("scn"),
    );
  return mapping;
}

/** @throws Invalid when a column of days is written month first: then nobody can say which day 03/04 is */
function refuseMonthFirst(
  kind: ImportKind,
  run: OpenImport,
  rows: StoredRow[],
  mapping: Mapping<string>,
): void {
  const found = monthFirst(kind, rows, { headings: run.headings, mapping });
  if (!found) return;
  throw new Invalid(
    `Line ${found.line} has a day with the month first, so 03/04 could be either. Make this column day first, or like 2026-11-03, then choose the file again`,
    field(found.name),
  );
}

type StoredRow = { position: number; line: number; cells: string[] };
type Tally = { fates: { fate: Fate }[]; causes: Partial<Record<RefusalCause, number>> };

function note({ fates, causes }: Tally, judged: readonly JudgedImportRow[]): void {
  fates.push(...judged);
  for (const { cause } of judged) if (cause) causes[cause] = (causes[cause] ?? 0) + 1;
}

type Begun = { run: OpenImport; mapping: Mapping<string>; stored: StoredRow[] };

/** An import of which no row is saved, locked. @throws NotAllowed, NotFound, Conflict */
async function unsavedImport(tx: Tx, actor: Actor, importId: string): Promise<OpenImport> {
  const run = await lockedRecordImport(tx, importId);
  mustImport(actor, run.kind);
  if (run.state !== "read" && run.state !== "mapped")
    throw new Conflict("Rows of this file are saved already. Take it in again to read it otherwise.");
  return run;
}

/** Takes the import back from the button: rows half judged anew are not to be saved. */
async function begin(tx: Tx, actor: Actor, input: MapImportInput): Promise<Begun> {
  const run = await unsavedImport(tx, actor, input.importId);
  const mapping = columnsOf(input, kinds[run.kind], run.headings);
  const stored = await tx.recordImportRow.findMany({
    where: { importId: run.id },
    orderBy: { position: "asc" },
    select: { position: true, line: true, cells: true },
  });
  refuseMonthFirst(kinds[run.kind], run, stored, mapping);
  await tx.$executeRaw`UPDATE record_import SET state = 'read', mapping = NULL WHERE id = ${run.id}::uuid`;
  return { run, mapping, stored };
}

/** Judges every row, some thousands in a transaction, so that none of them is long. */
async function judgeAll(actor: Actor, { run, mapping, stored }: Begun, today: string): Promise<Tally> {
  const kind = kinds[run.kind];
  const context = { authorityId: run.authorityId, today };
  const judging = { kind, one: importKinds[run.kind].one, context, seen: new Map<string, number>() };
  const tally: Tally = { fates: [], causes: {} };
  const read = readRows(kind, stored, { headings: run.headings, mapping });
  for (let from = 0; from < read.length; from += chunk) {
    await asActor(actor, async (tx) => {
      await unsavedImport(tx, actor, run.id);
      const judged = await judgeImport(tx, read.slice(from, from + chunk), judging);
      const fates = judged.map(({ fate, problem }, index) => ({
        position: stored[from + index]?.position ?? -1,
        fate,
        problem,
      }));
      await writeRowFates(tx, run.id, fates, null);
      note(tally, judged);
    });
  }
  return tally;
}

/**
 * Says which column is which and judges every row by it: nothing is saved yet. Can be done again until rows are saved.
 * @throws NotAllowed, NotFound; Conflict once rows are saved; Invalid beside the field
 */
export async function mapImport(actor: Actor, input: MapImportInput, clock: Clock): Promise<void> {
  const at = clock.now();
  const begun = await asActor(actor, (tx) => begin(tx, actor, input));
  const { run, mapping } = begun;
  const { fates, causes } = await judgeAll(actor, begun, dayOf(at));
  await asActor(actor, async (tx) => {
    await unsavedImport(tx, actor, run.id);
    const data = { mapping, state: "mapped" };
    await tx.recordImport.update({ where: { id: run.id }, data, select: { id: true } });
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "import.mapped",
      subject: { kind: "record_import", id: run.id },
      detail: { kind: run.kind, ...countFates(fates), ...causes },
    });
  });
}
