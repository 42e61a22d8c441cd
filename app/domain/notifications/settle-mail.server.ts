import { asWorker, type Tx, workerDatabase } from "~/platform/database.server";
import { Prisma } from "~/platform/generated/prisma/client";
import { retryDelaySeconds } from "./internal/backoff";

/** The lease under which an attempt was made. */
export type Lease = { id: string; owner: string; attempts: number };

/** What the demo mailbox keeps. */
export type MailCopy = { toAddress: string; subject: string; text: string; html: string; messageId: string };

/** The other side took it. `providerId` is GOV.UK Notify's own id of it. */
export type Accepted = { kind: "accepted"; copy: MailCopy | null; providerId: string | null };

/**
 * How an attempt ended. `problem` is a sentence without addresses. Refused: the other side will never take this mail;
 * void: we will not send it any more.
 */
export type Ending = Accepted | { kind: "try_again" | "refused" | "void"; problem: string };

const givenUp = "Given up after 48 hours.";
const statusAfter = "5 seconds";

type Copies = Record<"ids" | "to" | "subjects" | "texts" | "htmls" | "messageIds", string[]>;

function copiesOf(accepted: readonly { lease: Lease; ending: Accepted }[]): Copies {
  const kept = accepted.flatMap(({ lease, ending }) =>
    ending.copy ? [{ id: lease.id, ...ending.copy }] : [],
  );
  return {
    ids: kept.map((copy) => copy.id),
    to: kept.map((copy) => copy.toAddress),
    subjects: kept.map((copy) => copy.subject),
    texts: kept.map((copy) => copy.text),
    htmls: kept.map((copy) => copy.html),
    messageIds: kept.map((copy) => copy.messageId),
  };
}

/**
 * Records accepted mails of one worker in one statement, each under its own lease; those of the demo go to the mailbox
 * with it. A mail that was dropped while it was on its way has gone out all the same.
 * @param at injected clock, so that it agrees with the times beside it
 * @returns ids of those that were still this worker's: nothing was recorded for the rest
 */
export async function settleAccepted(
  owner: string,
  accepted: readonly { lease: Lease; ending: Accepted }[],
  at: Date,
): Promise<string[]> {
  const ids = accepted.map(({ lease }) => lease.id);
  const attempts = accepted.map(({ lease }) => lease.attempts);
  const providerIds = accepted.map(({ ending }) => ending.providerId);
  const settled = Prisma.sql`update outbox_mail mail set state = 'accepted', accepted_at = ${at.toISOString()}::timestamptz,
      last_problem = null, secret = null, lease_owner = null, lease_until = null, provider_id = sent.provider_id,
      status_due_at = case when sent.provider_id is not null then now() + ${statusAfter}::interval end
    from unnest(${ids}::uuid[], ${attempts}::int[], ${providerIds}::text[]) as sent (id, attempts, provider_id)
    where mail.id = sent.id and mail.state in ('queued', 'dropped') and mail.lease_owner = ${owner} and mail.attempts = sent.attempts
    returning mail.id`;
  const copies = copiesOf(accepted);
  const rows =
    copies.ids.length > 0
      ? await workerDatabase().$queryRaw<{ id: string }[]>`with settled as (${settled}), kept as (
          insert into mailbox_mail (id, outbox_id, sent_at, to_address, subject, text, html, message_id)
          select gen_random_uuid(), id, ${at.toISOString()}::timestamptz, to_address, subject, text, html, message_id
          from settled join unnest(${copies.ids}::uuid[], ${copies.to}::text[], ${copies.subjects}::text[], ${copies.texts}::text[],
            ${copies.htmls}::text[], ${copies.messageIds}::text[]) as copy (outbox_id, to_address, subject, text, html, message_id)
            on outbox_id = id
          on conflict (outbox_id) do nothing
        ) select id from settled`
      : await workerDatabase().$queryRaw<{ id: string }[]>(settled);
  return rows.map((row) => row.id);
}

// A worker that lost its lease settles nothing: the row is another's.
const stillMine = ({ id, owner, attempts }: Lease) =>
  Prisma.sql`id = ${id}::uuid and state = 'queued' and lease_owner = ${owner} and attempts = ${attempts}`;

type Lost = { state: "failed" | "undeliverable"; problem: string };

/** What is lost is lost for good unless somebody asks: whoever reads the alert is told, and the next person is asked. */
async function settleLost(tx: Tx, lease: Lease, { state, problem }: Lost, at: Date): Promise<boolean> {
  await tx.$queryRaw`select app.hold_clock_of_mail(${lease.id}::uuid)`;
  const count =
    await tx.$executeRaw`update outbox_mail set state = ${state}, failed_at = ${at.toISOString()}::timestamptz,
    last_problem = ${problem}, secret = null, lease_owner = null, lease_until = null where ${stillMine(lease)}`;
  if (count === 1)
    await tx.$queryRaw`select app.tell_undelivered(${lease.id}::uuid, ${at.toISOString()}::timestamptz)`;
  return count === 1;
}

/**
 * Records how an attempt ended.
 * @param at injected clock, so that it agrees with the times beside it
 * @returns false when the lease was no longer this worker's: then nothing was recorded
 */
export async function settleMail(lease: Lease, ending: Ending, at: Date): Promise<boolean> {
  if (ending.kind === "accepted")
    return (await settleAccepted(lease.owner, [{ lease, ending }], at)).length === 1;
  const { problem } = ending;
  const delay = ending.kind === "try_again" ? retryDelaySeconds(lease.attempts) : null;
  if (delay === null) {
    const lost: Lost =
      ending.kind === "refused"
        ? { state: "undeliverable", problem }
        : { state: "failed", problem: ending.kind === "void" ? problem : `${problem} ${givenUp}` };
    return asWorker((tx) => settleLost(tx, lease, lost, at));
  }
  const count = await workerDatabase().$executeRaw`update outbox_mail
    set next_attempt_at = now() + make_interval(secs => ${delay}::double precision), last_problem = ${problem},
      lease_owner = null, lease_until = null where ${stillMine(lease)}`;
  return count === 1;
}
