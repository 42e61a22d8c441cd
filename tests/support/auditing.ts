import { auditPromises } from "~/domain/alerts/audit-promises.server";
import { systemClock } from "~/platform/clock";
import { readEnv, setEnv } from "~/platform/env.server";
import { loader as auditz } from "~/routes/auditz";
import type { Database } from "./database";

/** Real time, as a worker asks for it. */
export const realClock = async () => systemClock;

/** One run of the auditor. */
export const audit = (kind: "minute" | "full" = "minute", budgetMs?: number) =>
  auditPromises({ clock: realClock, kind, pause: async () => true, ...(budgetMs ? { budgetMs } : {}) });

/** What `/auditz` answers. */
export async function askAuditz(): Promise<{ status: number; lines: string[] }> {
  const answer = await auditz();
  return { status: answer.status, lines: (await answer.text()).trim().split("\n") };
}

/** Settings of this process, beside those of the test. */
export const setting = (changes: Record<string, string>) =>
  setEnv(readEnv({ ...process.env, ...changes }, "service"));

/** A mail that should have gone out ten minutes ago. */
export const leaveMail = (database: Database) =>
  database.superuserQuery(
    `insert into outbox_mail (id, created_at, template, to_address, input, next_attempt_at)
       values (gen_random_uuid(), now(), 'accounts/channel-test', 'nobody@example.org', '{}', now() - interval '10 minutes')`,
  );

/** Makes all runs older. */
export const ageRuns = (database: Database, seconds: number) =>
  database.superuserQuery(
    "update audit_run set started_at = started_at - make_interval(secs => $1), finished_at = finished_at - make_interval(secs => $1)",
    [seconds],
  );
