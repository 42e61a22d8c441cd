import type { Tx } from "~/platform/database.server";
import type { MailState } from "./notifications.schema";

/** How one mail is doing. What it says and where it goes the web may not read. */
export type Delivery = {
  id: string;
  toPersonId: string | null;
  template: string;
  about: { kind: string; id: string } | null;
  state: MailState;
  /** Injected clock. */
  queuedAt: Date;
  /** Injected clock: when the mail server took it. It says nothing about reading. */
  acceptedAt: Date | null;
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
  toPersonId: true,
  aboutKind: true,
  aboutId: true,
  state: true,
  attempts: true,
  nextAttemptAt: true,
  acceptedAt: true,
  failedAt: true,
  lastProblem: true,
} as const;

type Row = {
  [Column in "id" | "template" | "state"]: string;
} & {
  [Column in "createdAt" | "nextAttemptAt"]: Date;
} & {
  [Column in "acceptedAt" | "failedAt"]: Date | null;
} & {
  [Column in "toPersonId" | "aboutKind" | "aboutId" | "lastProblem"]: string | null;
} & { attempts: number };

function toDelivery(row: Row): Delivery {
  const { createdAt, aboutKind, aboutId, nextAttemptAt, ...same } = row;
  return {
    ...same,
    state: row.state as MailState,
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
