import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { authorityNames } from "~/domain/organisations/organisations.queries.server";
import type { Actor } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { type Fate, fates } from "~/platform/intake/fates";
import { type Mapping, suggestMapping } from "~/platform/intake/mapping";
import { type ImportKindName, type ImportState, importKinds, isImportKind } from "./imports.words";
import { columnDocs, kinds } from "./internal/import-kinds.server";
import { judgeImport } from "./internal/judge-import.server";
import { mappingOf, mayImport, type OpenImport, recordImportOf } from "./internal/open-record-import.server";
import { readRows } from "./internal/read-import-rows";

/** The kinds of file that the actor may bring in. */
export const kindsFor = (actor: Actor): ImportKindName[] =>
  Object.keys(importKinds)
    .filter(isImportKind)
    .filter((kind) => mayImport(actor, kind));

/** The actor's own imports, newest first; at most 50. */
export async function ownImports(tx: Tx) {
  const rows = await tx.recordImport.findMany({
    orderBy: [{ startedAt: "desc" }, { id: "asc" }],
    take: 50,
    select: { id: true, kind: true, authorityId: true, state: true, startedAt: true, rows: true },
  });
  const authorities = new Map((await authorityNames(tx)).map(({ id, name }) => [id, name]));
  return rows.map(({ kind, state, authorityId, ...row }) => ({
    ...row,
    kind: kind as ImportKindName,
    state: state as ImportState,
    authority: authorities.get(authorityId) ?? "",
  }));
}
export type OwnImport = Awaited<ReturnType<typeof ownImports>>[number];

const noCounts: Record<Fate, number> = { new: 0, changed: 0, unchanged: 0, refused: 0 };

async function countsOf(tx: Tx, importId: string): Promise<Record<Fate, number>> {
  const groups = await tx.recordImportRow.groupBy({
    by: ["fate"],
    where: { importId },
    _count: { _all: true },
  });
  const counts = { ...noCounts };
  for (const { fate, _count } of groups) {
    const known = fates.find((each) => each === fate);
    if (known) counts[known] = _count._all;
  }
  return counts;
}

/** What the form of the columns starts with: its own answers, else those for the authority's last such file, else a guess. */
async function mappingToStart(tx: Tx, run: OpenImport): Promise<Mapping<string>> {
  if (run.mapping) return run.mapping;
  const last = await tx.recordImport.findFirst({
    where: { authorityId: run.authorityId, kind: run.kind, state: { not: "read" } },
    orderBy: { startedAt: "desc" },
    select: { mapping: true },
  });
  return suggestMapping(run.headings, kinds[run.kind].columns, mappingOf(last?.mapping ?? null) ?? {});
}

/** Rows on one page. */
const pageSize = 100;

export type RowsWanted = {
  page: number;
  /** Only rows with this fate. */
  fate: Fate | null;
};

const whereOf = (run: OpenImport, fate: Fate | null) => ({ importId: run.id, ...(fate ? { fate } : {}) });

/**
 * One page of an import's rows in the order of the file, each with its fate. Of a row that changes something and is not
 * saved yet, what it changes from and to.
 */
async function importRows(tx: Tx, run: OpenImport, { page, fate }: RowsWanted, today: string) {
  const rows = await tx.recordImportRow.findMany({
    where: whereOf(run, fate),
    orderBy: { position: "asc" },
    skip: (page - 1) * pageSize,
    take: pageSize,
    select: { line: true, cells: true, fate: true, problem: true, appliedAt: true },
  });
  const changing = rows.filter((row) => row.fate === "changed" && row.appliedAt === null);
  const read = readRows(kinds[run.kind], changing, { headings: run.headings, mapping: run.mapping ?? {} });
  const judged = await judgeImport(tx, read, {
    kind: kinds[run.kind],
    one: importKinds[run.kind].one,
    context: { authorityId: run.authorityId, today },
    seen: new Map(),
  });
  const now = new Map(changing.map(({ line }, index) => [line, judged[index]]));
  return rows.map(({ line, fate: its, problem }) => ({
    line,
    fate: its as Fate,
    problem,
    changes: now.get(line)?.changes ?? [],
    learnerId: now.get(line)?.learnerId ?? null,
  }));
}
export type ShownImportRow = Awaited<ReturnType<typeof importRows>>[number];

const pageIn = (wanted: number, pages: number): number =>
  Number.isInteger(wanted) && 1 <= wanted && wanted <= pages ? wanted : 1;

/**
 * Everything on the page of one import of the actor's, as far as it is.
 * @throws NotFound
 */
export async function importView(tx: Tx, id: string | undefined, wanted: RowsWanted & { at: Date }) {
  const run = await recordImportOf(tx, id);
  const { state, kind, headings, rows, done } = run;
  const counts = await countsOf(tx, run.id);
  const shown = wanted.fate ? counts[wanted.fate] : rows;
  const pages = Math.max(1, Math.ceil(shown / pageSize));
  const page = pageIn(wanted.page, pages);
  const isOpen = state === "read" || state === "mapped";
  const authority = (await authorityNames(tx)).find((each) => each.id === run.authorityId)?.name ?? "";
  return {
    id: run.id,
    kind,
    state,
    authority,
    headings,
    columns: columnDocs(kind),
    counts,
    rows,
    done,
    page,
    pages,
    fate: wanted.fate,
    start: isOpen ? await mappingToStart(tx, run) : null,
    shownRows:
      state === "read" || state === "applying"
        ? []
        : await importRows(tx, run, { page, fate: wanted.fate }, dayOf(wanted.at)),
    updatedAt: wanted.at,
  };
}
export type ImportView = Awaited<ReturnType<typeof importView>>;

/**
 * What became of every row of an import, for the report: line, fate and why, no content of a cell.
 * @throws NotFound
 */
export async function importReport(tx: Tx, id: string | undefined) {
  const run = await recordImportOf(tx, id);
  const rows = await tx.recordImportRow.findMany({
    where: { importId: run.id },
    orderBy: { position: "asc" },
    select: { line: true, fate: true, problem: true, appliedAt: true },
  });
  const by = (await namesOf(tx, [run.startedById])).get(run.startedById) ?? "";
  return { run, by, rows: rows.map(({ fate, ...row }) => ({ ...row, fate: fate as Fate | null })) };
}

/**
 * The page of a kind by the word in a URL: its name and its columns.
 * @throws NotFound when there is none for this actor
 */
export function importKindPage(actor: Actor, word: string | undefined) {
  if (!isImportKind(word) || !mayImport(actor, word)) throw new NotFound("There is no such import.");
  return { kind: word, columns: columnDocs(word) };
}
