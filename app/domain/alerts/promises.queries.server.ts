import { workerSeenAt } from "~/domain/notifications/notifications.queries.server";
import type { Tx } from "~/platform/database.server";
import type { AuditKind } from "./audit-promises.server";
import { type Finding, fullRunCodes, type PromiseCode } from "./promises.words";

/** Real seconds after which a run, and a sign of life of a worker, are too old to go by. */
const oldest = { runSeconds: 180, fullRunSeconds: 26 * 3_600, beatSeconds: 30 } as const;

type Run = { isOk: boolean; counts: Partial<Record<PromiseCode, number>>; ageSeconds: number };

async function lastRun(tx: Tx, kinds: readonly AuditKind[]): Promise<Run | null> {
  const [run] = await tx.$queryRaw<Run[]>`
    select is_ok as "isOk", counts, extract(epoch from clock_timestamp() - finished_at)::float as "ageSeconds"
    from audit_run where kind = any (${[...kinds]}::text[]) order by finished_at desc limit 1`;
  return run ?? null;
}

async function beatAgeSeconds(tx: Tx): Promise<number> {
  const seenAt = await workerSeenAt(tx);
  const [real] = await tx.$queryRaw<{ at: Date }[]>`select clock_timestamp() as at`;
  return seenAt && real ? (real.at.getTime() - seenAt.getTime()) / 1_000 : Number.POSITIVE_INFINITY;
}

const ageReason = (what: string, run: Run | null, seconds: number): string[] => {
  if (!run) return [`auditor: no ${what} has finished yet`];
  return run.ageSeconds > seconds
    ? [`auditor: the last ${what} finished ${Math.round(run.ageSeconds)} seconds ago`]
    : [];
};

function countReasons(run: Run | null, isCounted: (code: string) => boolean): string[] {
  const counts = Object.entries(run?.counts ?? {}).filter(([code]) => isCounted(code));
  return counts.map(([code, count]) => `promise: ${code} ${count}`);
}

/**
 * Why not all is well, one line each without any reference; empty when it is. Nobody has to be signed in to ask.
 * A full run is a look at everything a minute's run looks at, so the newer of the two counts.
 */
export async function auditReasons(tx: Tx): Promise<string[]> {
  const newest = await lastRun(tx, ["minute", "full"]);
  const full = await lastRun(tx, ["full"]);
  const ofFullRuns = (code: string) => fullRunCodes.some((each) => each === code);
  const beatAge = await beatAgeSeconds(tx);
  return [
    ...(beatAge > oldest.beatSeconds ? ["worker: none has been seen for 30 seconds"] : []),
    ...ageReason("run", newest, oldest.runSeconds),
    ...ageReason("full run", full, oldest.fullRunSeconds),
    ...countReasons(newest, (code) => !ofFullRuns(code)),
    ...countReasons(full, ofFullRuns),
  ];
}

/**
 * What is to be looked at now, if anything: everything of the day once after 02:00, and again until that finds nothing;
 * what is owed whenever the last look was most of a minute ago.
 */
export async function auditDue(tx: Tx): Promise<AuditKind | null> {
  const [due] = await tx.$queryRaw<{ isFresh: boolean; hasFull: boolean }[]>`
    with night as (select date_trunc('day', (now() at time zone 'Europe/London') - interval '2 hours') + interval '2 hours' as began),
      newest_full as (select started_at, is_ok from audit_run where kind = 'full' order by finished_at desc limit 1)
    select exists (select from audit_run where started_at > now() - interval '50 seconds') as "isFresh",
      exists (select from newest_full, night where is_ok and started_at at time zone 'Europe/London' >= began) as "hasFull"`;
  if (!due || due.isFresh) return null;
  return due.hasFull ? "minute" : "full";
}

/** What is broken now and since when, oldest first, at most 50; only leads and the Virtual School head teacher see any. */
export async function openPromises(tx: Tx): Promise<(Finding & { id: string; foundAt: Date })[]> {
  const rows = await tx.brokenPromise.findMany({
    where: { resolvedAt: null },
    orderBy: [{ foundAt: "asc" }, { id: "asc" }],
    take: 50,
    select: { id: true, code: true, alertId: true, reference: true, foundAt: true },
  });
  return rows.map((row) => ({ ...row, code: row.code as PromiseCode }));
}
