import { workerDatabase } from "~/platform/database.server";
import type { ChannelKind } from "./channels.words";

/** A mail that one worker has to itself until its lease ends. */
export type ClaimedMail = {
  id: string;
  template: string;
  channel: ChannelKind;
  toAddress: string;
  input: unknown;
  secret: string | null;
  signingKey: string | null;
  isExpired: boolean;
  /** This attempt included. With the owner it tells this lease from a later one. */
  attempts: number;
};

type Claim = { owner: string; limit: number; leaseSeconds: number; channel?: ChannelKind };

/**
 * Takes due mails for one worker, of one channel if named; no two workers get the same one while its lease lasts (real
 * time, database's clock). A mail whose worker died is due again when its lease ends. Mails not tried before go first.
 */
export function claimMail({ owner, limit, leaseSeconds, channel }: Claim): Promise<ClaimedMail[]> {
  return workerDatabase().$queryRaw<ClaimedMail[]>`
    with due as materialized (
      select id from outbox_mail
      where state = 'queued' and next_attempt_at <= now() and (lease_until is null or lease_until < now())
        and (${channel ?? null}::text is null or channel = ${channel ?? null}::text)
      order by attempts > 0, next_attempt_at
      limit ${limit}
      for update skip locked
    )
    update outbox_mail mail
    set lease_owner = ${owner}, lease_until = now() + make_interval(secs => ${leaseSeconds}::double precision), attempts = attempts + 1
    from due where mail.id = due.id
    returning mail.id, template, channel, to_address as "toAddress", input, secret, signing_key as "signingKey",
      coalesce(secret_expires < now(), false) as "isExpired", attempts`;
}

/** Gives back mails that were taken and not begun, as if they had not been taken. */
export async function giveBackMail(owner: string, mails: readonly ClaimedMail[]): Promise<void> {
  const ids = mails.map((mail) => mail.id);
  const attempts = mails.map((mail) => mail.attempts);
  await workerDatabase().$executeRaw`
    update outbox_mail mail set lease_owner = null, lease_until = null, attempts = mail.attempts - 1
    from unnest(${ids}::uuid[], ${attempts}::int[]) as held (id, attempts)
    where mail.id = held.id and mail.state = 'queued' and mail.lease_owner = ${owner} and mail.attempts = held.attempts`;
}

/** Gives back what a stopping worker still holds, so that another takes it at once. */
export async function releaseMail(owner: string): Promise<void> {
  await workerDatabase().$executeRaw`
    update outbox_mail set lease_owner = null, lease_until = null where state = 'queued' and lease_owner = ${owner}`;
}
