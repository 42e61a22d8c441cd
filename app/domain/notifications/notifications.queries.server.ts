import type { Tx } from "~/platform/database.server";
import { type ChannelKind, channelKinds } from "./channels.words";
import type { MailState } from "./notifications.schema";

/** How one mail is doing. What it says and where it goes the web may not read. */
export type Delivery = {
  id: string;
  toPersonId: string | null;
  template: string;
  channel: ChannelKind;
  about: { kind: string; id: string } | null;
  state: MailState;
  /** Injected clock. */
  queuedAt: Date;
  /** Injected clock: when the mail server took it. It says nothing about reading. */
  acceptedAt: Date | null;
  /** Injected clock: when GOV.UK Notify said that it arrived; a mail server never says so. */
  deliveredAt: Date | null;
  failedAt: Date | null;
  /** Real time; null unless a failed attempt is to be repeated. */
  nextAttemptAt: Date | null;
  attempts: number;
  lastProblem: string | null;
};

// Only these columns are granted to the web role.
const columns = {
  id: true,
  createdAt: true,
  template: true,
  channel: true,
  toPersonId: true,
  aboutKind: true,
  aboutId: true,
  state: true,
  attempts: true,
  nextAttemptAt: true,
  acceptedAt: true,
  deliveredAt: true,
  failedAt: true,
  lastProblem: true,
} as const;

type Row = {
  [Column in "id" | "template" | "channel" | "state"]: string;
} & {
  [Column in "createdAt" | "nextAttemptAt"]: Date;
} & {
  [Column in "acceptedAt" | "deliveredAt" | "failedAt"]: Date | null;
} & {
  [Column in "toPersonId" | "aboutKind" | "aboutId" | "lastProblem"]: string | null;
} & { attempts: number };

function toDelivery(row: Row): Delivery {
  const { createdAt, aboutKind, aboutId, nextAttemptAt, ...same } = row;
  return {
    ...same,
    state: row.state as MailState,
    channel: row.channel as ChannelKind,
    about: aboutKind !== null && aboutId !== null ? { kind: aboutKind, id: aboutId } : null,
    queuedAt: createdAt,
    nextAttemptAt: row.state === "queued" && row.lastProblem !== null ? nextAttemptAt : null,
  };
}

/** The mails that tell of one thing, oldest first. The caller has checked that the person may see it. */
export async function deliveriesOf(tx: Tx, about: { kind: string; id: string }): Promise<Delivery[]> {
  const rows = await tx.outboxMail.findMany({
    where: { aboutKind: about.kind, aboutId: about.id },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: columns,
  });
  return rows.map(toDelivery);
}

/** Mails in one state, newest first, at most `limit`. */
export async function deliveriesIn(tx: Tx, state: MailState, limit: number): Promise<Delivery[]> {
  const rows = await tx.outboxMail.findMany({
    where: { state },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: limit,
    select: columns,
  });
  return rows.map(toDelivery);
}

/** How one channel of one person did lately. */
export type ChannelResult = {
  personId: string;
  channel: ChannelKind;
  /** Injected clock: when a message was last accepted. */
  workedAt: Date | null;
  /** What went wrong with the newest message; null when nothing did. */
  problem: string | null;
  /** The newest message came back for good. */
  isLost: boolean;
};

/** How the channels of these people did with messages queued since `since` (injected clock); nothing for unused ones. */
export function channelResults(tx: Tx, personIds: readonly string[], since: Date): Promise<ChannelResult[]> {
  return tx.$queryRaw<ChannelResult[]>`
    with settled as (
      select to_person_id, channel, state, accepted_at, last_problem,
        row_number() over (partition by to_person_id, channel order by created_at desc, id) as age
      from outbox_mail
      where to_person_id = any (${[...personIds]}::uuid[]) and created_at >= ${since.toISOString()}::timestamptz
        and (state <> 'queued' or last_problem is not null) and state <> 'dropped'
    )
    select to_person_id as "personId", channel, max(accepted_at) as "workedAt",
      max(last_problem) filter (where age = 1 and state <> 'accepted') as problem,
      bool_or(age = 1 and state in ('failed', 'undeliverable')) as "isLost"
    from settled group by to_person_id, channel`;
}

/** Channels on which the newest message to these people since `since` came back for good; one look at an index for each. */
export function lostChannels(
  tx: Tx,
  personIds: readonly string[],
  since: Date,
): Promise<{ personId: string; channel: ChannelKind }[]> {
  return tx.$queryRaw<{ personId: string; channel: ChannelKind }[]>`
    select person.id as "personId", kind.channel
    from unnest(${[...personIds]}::uuid[]) person (id)
    cross join unnest(${[...channelKinds]}::text[]) kind (channel)
    cross join lateral (
      select state from outbox_mail
      where to_person_id = person.id and channel = kind.channel and created_at >= ${since.toISOString()}::timestamptz
        and (state <> 'queued' or last_problem is not null) and state <> 'dropped'
      order by created_at desc, id limit 1
    ) newest
    where newest.state in ('failed', 'undeliverable')`;
}

/** When a worker last said that it lives (real time); null when none ever did, or all stopped on purpose. */
export async function workerSeenAt(tx: Tx): Promise<Date | null> {
  const { _max } = await tx.workerHeartbeat.aggregate({ _max: { beatAt: true } });
  return _max.beatAt;
}

/** The demo mailbox, newest first, at most `limit`. */
export function mailboxList(tx: Tx, limit: number) {
  return tx.mailboxMail.findMany({
    orderBy: [{ sentAt: "desc" }, { id: "asc" }],
    take: limit,
    select: { id: true, sentAt: true, toAddress: true, subject: true },
  });
}

/** One mail of the demo mailbox, or null. */
export function mailboxMail(tx: Tx, id: string) {
  return tx.mailboxMail.findUnique({
    where: { id },
    select: {
      id: true,
      sentAt: true,
      toAddress: true,
      subject: true,
      text: true,
      html: true,
      messageId: true,
    },
  });
}
