import { workerDatabase } from "~/platform/database.server";
import { Prisma } from "~/platform/generated/prisma/client";
import { retryDelaySeconds } from "./internal/backoff";

/** The lease under which an attempt was made. */
export type Lease = { id: string; owner: string; attempts: number };

/** How an attempt ended. `problem` is a sentence without addresses. */
export type Ending =
  | { kind: "accepted"; copy: MailCopy | null }
  | { kind: "try_again"; problem: string }
  | { kind: "refused"; problem: string };

/** What the demo mailbox keeps. */
export type MailCopy = { toAddress: string; subject: string; text: string; html: string; messageId: string };

const givenUp = "Given up after 48 hours.";

// A worker that lost its lease settles nothing: the row is another's.
const stillMine = ({ id, owner, attempts }: Lease) =>
  Prisma.sql`id = ${id}::uuid and state = 'queued' and lease_owner = ${owner} and attempts = ${attempts}`;

function settled(lease: Lease, ending: Ending, at: Date): Prisma.Sql {
  if (ending.kind === "accepted") {
    return Prisma.sql`update outbox_mail set state = 'accepted', accepted_at = ${at.toISOString()}::timestamptz, last_problem = null, secret = null,
      lease_owner = null, lease_until = null where ${stillMine(lease)} returning id`;
  }
  const delay = ending.kind === "refused" ? null : retryDelaySeconds(lease.attempts);
  if (delay === null) {
    const problem = ending.kind === "refused" ? ending.problem : `${ending.problem} ${givenUp}`;
    return Prisma.sql`update outbox_mail set state = 'failed', failed_at = ${at.toISOString()}::timestamptz, last_problem = ${problem}, secret = null,
      lease_owner = null, lease_until = null where ${stillMine(lease)} returning id`;
  }
  return Prisma.sql`update outbox_mail set next_attempt_at = now() + make_interval(secs => ${delay}::double precision),
    last_problem = ${ending.problem}, lease_owner = null, lease_until = null where ${stillMine(lease)} returning id`;
}

/**
 * Records how an attempt ended, in one statement; an accepted mail of the demo goes to the mailbox with it.
 * @param at injected clock, so that it agrees with the times beside it
 * @returns false when the lease was no longer this worker's: then nothing was recorded
 */
export async function settleMail(lease: Lease, ending: Ending, at: Date): Promise<boolean> {
  const statement = settled(lease, ending, at);
  const copy = ending.kind === "accepted" ? ending.copy : null;
  const rows = copy
    ? await workerDatabase().$queryRaw<{ id: string }[]>`with settled as (${statement}), kept as (
        insert into mailbox_mail (id, outbox_id, sent_at, to_address, subject, text, html, message_id)
        select gen_random_uuid(), id, ${at.toISOString()}::timestamptz, ${copy.toAddress}, ${copy.subject}, ${copy.text}, ${copy.html}, ${copy.messageId} from settled
        on conflict (outbox_id) do nothing
      ) select id from settled`
    : await workerDatabase().$queryRaw<{ id: string }[]>(statement);
  return rows.length === 1;
}
