import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { learnersByIds } from "~/domain/learners/learners.queries.server";
import { authorityNames, schoolsByIds } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { type Fate, fates } from "~/platform/intake/fates";
import { suggestMapping } from "~/platform/intake/mapping";
import { judgeFacts } from "./internal/judge-facts.server";
import { judgeRows } from "./internal/judge-rows";
import { fileRows, type ImportState, importOf, mappingOf } from "./internal/open-import.server";
import { recordedFieldWords } from "./reconcile.words";

/** Files that were taken in, newest first; at most 50. */
export async function listedImports(tx: Tx) {
  const rows = await tx.import.findMany({
    where: { kind: "exclusions" },
    orderBy: [{ startedAt: "desc" }, { id: "asc" }],
    take: 50,
    select: { id: true, authorityId: true, state: true, startedAt: true, startedById: true },
  });
  const counts = await tx.importRow.groupBy({
    by: ["importId"],
    where: { importId: { in: rows.map(({ id }) => id) } },
    _count: { _all: true },
  });
  const names = await namesOf(
    tx,
    rows.map((row) => row.startedById),
  );
  const authorities = await authorityNames(tx);
  return rows.map(({ id, authorityId, state, startedAt, startedById }) => ({
    id,
    authority: authorities.find((each) => each.id === authorityId)?.name ?? "",
    state: state as ImportState,
    startedAt,
    by: names.get(startedById) ?? "",
    rows: counts.find(({ importId }) => importId === id)?._count._all ?? 0,
  }));
}

export type ListedImport = Awaited<ReturnType<typeof listedImports>>[number];

const noCounts: Record<Fate, number> = { new: 0, changed: 0, unchanged: 0, refused: 0 };

/**
 * An import as its page shows it: how far it is, and how many rows have each fate.
 * @throws NotFound
 */
export async function importProgress(tx: Tx, id: string | undefined) {
  const run = await importOf(tx, id);
  const importId = run.id;
  const grouped = await tx.importRow.groupBy({ by: ["fate"], where: { importId }, _count: { _all: true } });
  const counts = { ...noCounts };
  for (const { fate, _count } of grouped) {
    const known = fates.find((each) => each === fate);
    if (known) counts[known] = _count._all;
  }
  const rows = grouped.reduce((sum, { _count }) => sum + _count._all, 0);
  const done = await tx.importRow.count({ where: { importId, appliedAt: { not: null } } });
  const authority = (await authorityNames(tx)).find((each) => each.id === run.authorityId)?.name ?? "";
  return { run, authority, counts, rows, done };
}

export type ImportProgress = Awaited<ReturnType<typeof importProgress>>;

/** What the form of the columns starts with: its own answers, else those of the authority's last file, else a guess. */
export async function mappingToStart(tx: Tx, run: ImportProgress["run"]) {
  const { authorityId, headings } = run;
  const last = await tx.import.findFirst({
    where: { authorityId, kind: "exclusions", state: { not: "read" } },
    orderBy: { startedAt: "desc" },
    select: { mapping: true },
  });
  const known = run.mapping ?? mappingOf(last?.mapping ?? null);
  const columns = run.mapping?.columns ?? suggestMapping(headings, recordedFieldWords, known?.columns);
  return {
    ...columns,
    exclusionCodes: known?.exclusionCodes.join(", ") ?? "",
    absenceCodes: known?.absenceCodes.join(", ") ?? "",
  };
}

/** Rows on one page. */
const pageSize = 100;

/**
 * One page of an import's rows, each with its fate, in the order of the file. Who and when is shown of rows that are
 * taken and not saved yet: a refused row may be of a child whom nobody here may see.
 */
export async function importRows(
  tx: Tx,
  run: ImportProgress["run"],
  wanted: { page: number; today: string },
) {
  const rows = await tx.importRow.findMany({
    where: { importId: run.id },
    orderBy: { position: "asc" },
    skip: (wanted.page - 1) * pageSize,
    take: pageSize,
    select: { line: true, cells: true, fate: true, problem: true, appliedAt: true },
  });
  const { mapping, headings, authorityId } = run;
  const waiting = rows.filter(({ fate, appliedAt }) => fate !== "refused" && appliedAt === null);
  const read = mapping ? fileRows(waiting, { headings, mapping, today: wanted.today }) : [];
  const judged = judgeRows(read, await judgeFacts(tx, authorityId, read));
  const recorded = new Map(judged.map((row, index) => [waiting[index]?.line, row.recorded]));
  const found = [...recorded.values()].filter((each) => each !== null);
  const learners = await learnersByIds(
    tx,
    found.map(({ learnerId }) => learnerId),
  );
  const schools = await schoolsByIds(
    tx,
    found.map(({ schoolId }) => schoolId),
  );
  return rows.map(({ line, fate, problem }) => {
    const what = recorded.get(line);
    return {
      line,
      fate: fate as Fate,
      problem,
      learnerId: what?.learnerId ?? null,
      learner: learners.get(what?.learnerId ?? "")?.name ?? null,
      school: schools.get(what?.schoolId ?? "")?.name ?? null,
      kind: what?.kind ?? null,
      startsOn: what?.startsOn ?? null,
      endsOn: what?.endsOn ?? null,
    };
  });
}

export type ShownRow = Awaited<ReturnType<typeof importRows>>[number];

/** How many pages the rows take. */
export const pagesOf = (rows: number): number => Math.max(1, Math.ceil(rows / pageSize));
