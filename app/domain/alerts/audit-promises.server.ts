import { peopleWithRole } from "~/domain/accounts/accounts.queries.server";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import type { Clock } from "~/platform/clock";
import { asWorker, type Tx } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { log } from "~/platform/log.server";
import { alertsPaths } from "./alerts.paths";
import { readLedger } from "./internal/promise-ledger.server";
import { findBroken } from "./internal/promises";
import { type Finding, fullRunCodes, type PromiseCode, promiseCodes } from "./promises.words";

/** `minute`: what is owed now. `full`: the audit trail as well. */
export type AuditKind = "minute" | "full";

type Auditing = {
  /** The injected clock, read anew for the second look. */
  clock: () => Promise<Clock>;
  kind: AuditKind;
  /**
   * Waits before a new finding is looked at again, because one that is gone by then was only on its way. Gives false when
   * there is no time for that: nothing is recorded then.
   */
  pause: () => Promise<boolean>;
  /** Longest that one statement may take, in milliseconds. */
  budgetMs?: number;
};

const usualBudgetMs = 5_000;

/** `busy`: another worker is at it, or there was no time. `failed`: it could not finish, which is a finding of its own. */
export type AuditOutcome =
  | { state: "busy" }
  | { state: "failed" }
  | { state: "done"; isOk: boolean; findings: Finding[] };

/** `known`: keys of what was found before and is still open. */
type Look = { startedAt: Date; at: Date; findings: Finding[]; known: ReadonlySet<string> };

const keyOf = ({ code, alertId }: Pick<Finding, "code" | "alertId">): string => `${code} ${alertId}`;

async function takeTurn(tx: Tx): Promise<boolean> {
  const [turn] = await tx.$queryRaw<
    { isMine: boolean }[]
  >`select pg_try_advisory_xact_lock(hashtextextended('audit promises', 0)) as "isMine"`;
  return turn?.isMine ?? false;
}

async function keepToBudget(tx: Tx, { budgetMs = usualBudgetMs }: Auditing): Promise<void> {
  await tx.$queryRaw`select app.limit_statements(${budgetMs}::integer)::text`;
}

/** All of it as of one moment, within the time budget; null while another worker is at it. */
async function look(auditing: Auditing): Promise<Look | null> {
  const { kind } = auditing;
  const { now } = await auditing.clock();
  return asWorker(async (tx) => {
    await tx.$executeRaw`set transaction isolation level repeatable read`;
    await keepToBudget(tx, auditing);
    if (!(await takeTurn(tx))) return null;
    const [real] = await tx.$queryRaw<{ startedAt: Date }[]>`select now() as "startedAt"`;
    const at = now();
    const findings = findBroken(await readLedger(tx, kind), at);
    return { startedAt: real?.startedAt ?? at, at, findings, known: await knownKeys(tx) };
  });
}

async function knownKeys(tx: Tx): Promise<Set<string>> {
  const rows = await tx.$queryRaw<
    Finding[]
  >`select code, alert_id as "alertId" from broken_promise where resolved_at is null`;
  return new Set(rows.map(keyOf));
}

/** Stores what was not known yet and gives it back. */
function keep(tx: Tx, findings: readonly Finding[], at: Date): Promise<Finding[]> {
  return tx.$queryRaw<Finding[]>`
    insert into broken_promise (code, alert_id, reference, found_at)
    select code, alert_id, reference, ${at.toISOString()}::timestamptz
    from unnest(${findings.map((each) => each.code)}::text[], ${findings.map((each) => each.alertId)}::uuid[],
      ${findings.map((each) => each.reference)}::text[]) as found (code, alert_id, reference)
    on conflict do nothing
    returning code, alert_id as "alertId", reference`;
}

async function resolveOthers(
  tx: Tx,
  kind: AuditKind,
  { findings, at }: Pick<Look, "findings" | "at">,
): Promise<void> {
  const looked = promiseCodes.filter((code) => kind === "full" || !fullRunCodes.includes(code));
  await tx.$executeRaw`
    update broken_promise set resolved_at = ${at.toISOString()}::timestamptz
    where resolved_at is null and code = any (${looked}::text[])
      and code || ' ' || coalesce(alert_id::text, 'null') <> all (${findings.map(keyOf)}::text[])`;
}

/** One mail to each Virtual School head teacher for everything that a run finds for the first time. */
async function alarm(tx: Tx, fresh: readonly Finding[], at: Date): Promise<void> {
  const first = fresh.find((finding) => finding.reference !== null) ?? fresh[0];
  if (!first) return;
  const people = await peopleWithRole(tx, ["vs_head_teacher"], { day: dayOf(at) });
  const link =
    fresh.length === 1 && first.alertId && first.reference
      ? alertsPaths.record(first.alertId)
      : alertsPaths.board();
  const input = { code: first.code, reference: first.reference, others: fresh.length - 1, link };
  // About no alert: it must not count as a message that asks for an answer to one.
  await queueMail(
    tx,
    people.map((to) => ({ template: "alerts/promise-broken" as const, to, about: null, input, at })),
  );
}

function countsOf(findings: readonly Finding[]): Partial<Record<PromiseCode, number>> {
  const counts: Partial<Record<PromiseCode, number>> = {};
  for (const { code } of findings) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

type Seen = Pick<Look, "startedAt" | "at" | "findings">;

async function recordRun(tx: Tx, kind: AuditKind, { startedAt, findings }: Seen): Promise<void> {
  const isOk = findings.length === 0;
  await tx.$executeRaw`
    insert into audit_run (kind, started_at, finished_at, took_ms, is_ok, counts)
    values (${kind}, ${startedAt.toISOString()}::timestamptz, clock_timestamp(),
      (extract(epoch from clock_timestamp() - ${startedAt.toISOString()}::timestamptz) * 1000)::int, ${isOk}, ${JSON.stringify(countsOf(findings))}::jsonb)`;
  await tx.$executeRaw`delete from audit_run where finished_at < now() - interval '30 days'`;
}

/** Whether this worker's turn lasted: then all of it is on record. */
function conclude(auditing: Auditing, seen: Seen): Promise<boolean> {
  const { kind } = auditing;
  return asWorker(async (tx) => {
    await keepToBudget(tx, auditing);
    if (!(await takeTurn(tx))) return false;
    await alarm(tx, await keep(tx, seen.findings, seen.at), seen.at);
    await resolveOthers(tx, kind, seen);
    await recordRun(tx, kind, seen);
    return true;
  });
}

/** Findings of both looks, and what was known before. */
async function lookTwice(auditing: Auditing): Promise<Look | null> {
  const first = await look(auditing);
  if (!first || first.findings.every((finding) => first.known.has(keyOf(finding)))) return first;
  if (!(await auditing.pause())) return null;
  const second = await look(auditing);
  if (!second) return null;
  const seenBefore = new Set([...first.findings.map(keyOf), ...second.known]);
  return {
    ...second,
    startedAt: first.startedAt,
    findings: second.findings.filter((finding) => seenBefore.has(keyOf(finding))),
  };
}

/** That a run could not finish is on record first; then it is told, where that much still works. */
async function fail({ kind, clock }: Auditing, error: unknown): Promise<void> {
  log("error", "audit failed", { auditKind: kind, kind: error instanceof Error ? error.name : null });
  const at = (await clock()).now();
  const findings: Finding[] = [{ code: "audit_failed", alertId: null, reference: null }];
  await asWorker(async (tx) => {
    const [real] = await tx.$queryRaw<{ startedAt: Date }[]>`select now() as "startedAt"`;
    await recordRun(tx, kind, { startedAt: real?.startedAt ?? at, at, findings });
  });
  await asWorker(async (tx) => alarm(tx, await keep(tx, findings, at), at));
}

/**
 * Looks whether every promise on every alert is kept: a message that was accepted, an answer or a next step in time, and
 * no alert lost. What is broken and was not known is mailed to the Virtual School head teachers once; what is no longer
 * broken disappears. Any number of workers may call it: one at a time looks.
 * @throws when not even the failure could be put on record, and then the last run grows old; or when nobody could be told of it
 */
export async function auditPromises(auditing: Auditing): Promise<AuditOutcome> {
  try {
    const seen = await lookTwice(auditing);
    if (!seen || !(await conclude(auditing, seen))) return { state: "busy" };
    return { state: "done", isOk: seen.findings.length === 0, findings: seen.findings };
  } catch (error) {
    await fail(auditing, error);
    return { state: "failed" };
  }
}
