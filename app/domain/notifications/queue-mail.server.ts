import { type InputOf, registry, type Template } from "#emails/registry";
import type { Tx } from "~/platform/database.server";

type MailOf<T extends Template> = {
  template: T;
  to: { personId: string | null; address: string };
  input: InputOf<T>;
  /** What it tells of, for the delivery shown there. */
  about: { kind: string; id: string } | null;
  /** Injected clock: when the change happened that the mail tells of. */
  at: Date;
  /** A sign-in code, sealed for "sign-in-code"; `expires` is real time. Wiped when sent or expired. */
  secret?: { sealed: string; expires: Date };
};

/** One mail to one person. */
export type QueuedMail = { [T in Template]: MailOf<T> }[Template];

/**
 * Puts mails in the outbox, in the transaction of the change they tell of, and wakes the worker when it commits.
 * @throws ZodError when an input does not fit its template
 */
export async function queueMail(tx: Tx, mails: QueuedMail[]): Promise<void> {
  if (mails.length === 0) return;
  // createMany, because create asks for the row back and the web role may only insert.
  await tx.outboxMail.createMany({
    data: mails.map((mail) => ({
      createdAt: mail.at,
      template: mail.template,
      toPersonId: mail.to.personId,
      toAddress: mail.to.address,
      input: registry[mail.template].schema.parse(mail.input),
      secret: mail.secret?.sealed ?? null,
      secretExpires: mail.secret?.expires ?? null,
      aboutKind: mail.about?.kind ?? null,
      aboutId: mail.about?.id ?? null,
    })),
  });
  await wakeWorker(tx);
}

/** Tells listening workers, once this transaction commits, that there is something to send. */
export async function wakeWorker(tx: Tx): Promise<void> {
  await tx.$executeRaw`select pg_notify('outbox', '')`;
}
