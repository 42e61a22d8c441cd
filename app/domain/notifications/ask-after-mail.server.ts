import { asWorker, workerDatabase } from "~/platform/database.server";
import { retryDelaySeconds } from "./internal/backoff";

/** A message that GOV.UK Notify took, and that nobody knows more of yet. */
export type Unsettled = { id: string; providerId: string; attempts: number };

// Notify tries a phone for three days.
const longestDays = 4;

/**
 * Takes messages to ask GOV.UK Notify about, and puts off the next question about each: from 5 seconds up to half an
 * hour, the longer ago it was sent (`next_attempt_at`, real time). After four days nobody asks any more.
 */
export function claimToAskAfter(limit: number): Promise<Unsettled[]> {
  return workerDatabase().$queryRaw<Unsettled[]>`
    with due as materialized (
      select id from outbox_mail where status_due_at <= now() order by status_due_at limit ${limit} for update skip locked
    )
    update outbox_mail mail set status_due_at = case when next_attempt_at > now() - make_interval(days => ${longestDays}::int)
      then now() + least(greatest((now() - next_attempt_at) / 4, interval '5 seconds'), interval '30 minutes') end
    from due where mail.id = due.id
    returning mail.id, provider_id as "providerId", attempts`;
}

/** What GOV.UK Notify says of a message. */
export type Status =
  | { kind: "delivered" }
  | { kind: "on_its_way" }
  | { kind: "undeliverable"; problem: string }
  | { kind: "send_again"; problem: string };

type Lost = { state: "failed" | "undeliverable"; problem: string };

/** Whoever reads the alert is told, and the next person is asked. */
async function recordLost({ id, providerId }: Unsettled, { state, problem }: Lost, at: Date): Promise<void> {
  await asWorker(async (tx) => {
    await tx.$queryRaw`select app.hold_clock_of_mail(${id}::uuid)`;
    const count =
      await tx.$executeRaw`update outbox_mail set state = ${state}, failed_at = ${at.toISOString()}::timestamptz,
      accepted_at = null, last_problem = ${problem}, status_due_at = null
      where id = ${id}::uuid and state = 'accepted' and provider_id = ${providerId}`;
    if (count === 1)
      await tx.$queryRaw`select app.tell_undelivered(${id}::uuid, ${at.toISOString()}::timestamptz)`;
  });
}

/**
 * Records what became of an accepted message: delivered, to be sent again, or lost.
 * @param at injected clock
 */
export async function recordStatus(mail: Unsettled, status: Status, at: Date): Promise<void> {
  const { id, providerId, attempts } = mail;
  if (status.kind === "on_its_way") return;
  if (status.kind === "delivered") {
    await workerDatabase()
      .$executeRaw`update outbox_mail set delivered_at = ${at.toISOString()}::timestamptz, status_due_at = null
      where id = ${id}::uuid and state = 'accepted' and provider_id = ${providerId}`;
    return;
  }
  const { problem } = status;
  if (status.kind === "undeliverable") return recordLost(mail, { state: "undeliverable", problem }, at);
  const delay = retryDelaySeconds(attempts);
  if (delay === null) return recordLost(mail, { state: "failed", problem }, at);
  await workerDatabase()
    .$executeRaw`update outbox_mail set state = 'queued', accepted_at = null, provider_id = null, status_due_at = null,
    next_attempt_at = now() + make_interval(secs => ${delay}::double precision), last_problem = ${problem}
    where id = ${id}::uuid and state = 'accepted' and provider_id = ${providerId}`;
}
