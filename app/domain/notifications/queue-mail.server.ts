import { type InputOf, registry, type Template } from "#emails/registry";
import type { Tx } from "~/platform/database.server";
import type { Channel } from "./channels.words";

/** Somebody to write to. Without channels it is one e-mail to the address. */
export type Recipient = { personId: string | null; address: string; channels?: readonly Channel[] };

type MailOf<T extends Template> = {
  template: T;
  to: Recipient;
  input: InputOf<T>;
  /** What it tells of, for the delivery shown there. */
  about: { kind: string; id: string } | null;
  /** Injected clock: when the change happened that the mail tells of. */
  at: Date;
  /** A sign-in code, sealed for "sign-in-code"; `expires` is real time. Wiped when sent or expired. */
  secret?: { sealed: string; expires: Date };
};

/** One message to one person, over each of their channels. */
export type QueuedMail = { [T in Template]: MailOf<T> }[Template];

/**
 * A text message is for what cannot wait; whoever has no other channel gets everything by it. A secret goes by e-mail
 * alone, to the address itself.
 */
function channelsFor({ template, to }: QueuedMail): readonly Channel[] {
  const toAddress = [{ kind: "email" as const, address: to.address }];
  if (template === "accounts/sign-in-code") return toAddress;
  const all = to.channels?.length ? to.channels : toAddress;
  if (registry[template].asks) return all;
  const others = all.filter((channel) => channel.kind !== "sms");
  return others.length > 0 ? others : all;
}

/**
 * Puts messages in the outbox, one row for each channel, in the transaction of the change they tell of, and wakes the
 * worker when it commits.
 * @throws ZodError when an input does not fit its template
 */
export async function queueMail(tx: Tx, mails: QueuedMail[]): Promise<void> {
  if (mails.length === 0) return;
  const rows = mails.flatMap((mail) => {
    const common = {
      createdAt: mail.at,
      template: mail.template,
      toPersonId: mail.to.personId,
      input: registry[mail.template].schema.parse(mail.input),
      asks: registry[mail.template].asks,
      secret: mail.secret?.sealed ?? null,
      secretExpires: mail.secret?.expires ?? null,
      aboutKind: mail.about?.kind ?? null,
      aboutId: mail.about?.id ?? null,
    };
    return channelsFor(mail).map(({ kind, address, signingKey }) => ({
      ...common,
      channel: kind,
      toAddress: address,
      signingKey: signingKey ?? null,
    }));
  });
  // createMany, because create asks for the row back and the web role may only insert.
  await tx.outboxMail.createMany({ data: rows });
  await wakeWorker(tx, [...new Set(rows.map((row) => row.channel))].join());
}

/**
 * Tells listening workers, once this transaction commits, that there is something to send.
 * @param channels the kinds concerned, joined by commas; all when empty
 */
export async function wakeWorker(tx: Tx, channels = ""): Promise<void> {
  await tx.$executeRaw`select pg_notify('outbox', ${channels})`;
}
