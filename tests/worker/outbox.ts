import { randomUUID } from "node:crypto";
import type { Database } from "#tests/support/database";
import type { Channel } from "~/domain/notifications/channels.words";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import { fixedClock } from "~/platform/clock";
import { asNobody } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { seal } from "~/platform/seal.server";
import type { Pace } from "~/worker/pace";
import { startWorker } from "~/worker/run-worker.server";
import type { Transport } from "~/worker/sending";
import { createTransport } from "~/worker/transport.server";

/** By this clock everything in these tests happens. */
export const clock = fixedClock("2026-11-23T10:02:00Z");

/** One row of the outbox, as it is stored. */
export type StoredMail = {
  id: string;
  to_address: string;
  state: string;
  attempts: number;
  accepted_at: Date | null;
  failed_at: Date | null;
  last_problem: string | null;
  secret: string | null;
  lease_owner: string | null;
  channel: string;
  provider_id: string | null;
  delivered_at: Date | null;
  waits_seconds: number;
};

/** Queues one mail for each address, and gives back nothing: the web role cannot read the outbox. */
export async function queueFor(...addresses: string[]): Promise<void> {
  const about = { kind: "alert", id: randomUUID() };
  await asNobody((tx) =>
    queueMail(
      tx,
      addresses.map((address) => ({
        template: "alerts/alert-raised",
        to: { personId: null, address },
        input: {
          reference: "A-2026-0412",
          urgency: "today",
          answerDueAt: "2026-11-23T10:32:00.000Z",
          link: `/alerts/${about.id}`,
        },
        about,
        at: clock.now(),
      })),
    ),
  );
}

/** Queues a message that asks for an answer, to one person by these channels. */
export async function queueBy(
  channels: Channel[],
  about = { kind: "alert", id: randomUUID() },
): Promise<void> {
  const input = {
    reference: "A-2026-0412",
    urgency: "today",
    answerDueAt: "2026-11-23T10:32:00.000Z",
    link: `/alerts/${about.id}`,
  } as const;
  const to = { personId: null, address: "nobody@example.org", channels };
  await asNobody((tx) =>
    queueMail(tx, [{ template: "alerts/alert-raised", to, input, about, at: clock.now() }]),
  );
}

/** Queues a sign-in code that expires at `expires`, in real time. */
export async function queueCode(address: string, code: string, expires: Date): Promise<void> {
  const secret = { sealed: seal("sign-in-code", code), expires };
  await asNobody((tx) =>
    queueMail(tx, [
      {
        template: "accounts/sign-in-code",
        to: { personId: null, address },
        input: { minutes: 10 },
        about: null,
        at: clock.now(),
        secret,
      },
    ]),
  );
}

/** The stored mail to an address. */
export async function storedFor(database: Database, address: string): Promise<StoredMail> {
  const [row] = await database.superuserQuery<StoredMail>(
    "select *, extract(epoch from next_attempt_at - now())::float as waits_seconds from outbox_mail where to_address = $1",
    [address],
  );
  if (!row) throw new Error(`nothing is stored for ${address}`);
  return row;
}

/** Ends the wait for the next attempt. */
export async function bringForward(database: Database, address: string): Promise<void> {
  await database.superuserQuery("update outbox_mail set next_attempt_at = now() where to_address = $1", [
    address,
  ]);
}

/** A transport to a mail server, as the service has it, with a shorter limit. */
export function smtpTransport(url: string, limitMs = 10_000): Transport {
  return createTransport({ SMTP_URL: url, MAIL_FROM: env().MAIL_FROM, isDemo: false }, limitMs);
}

/** Runs a worker until it is stopped. */
export function aWorker(transport: Transport, options: { owner?: string; pace?: Partial<Pace> } = {}) {
  const stopping = new AbortController();
  const worker = startWorker({
    owner: options.owner ?? randomUUID(),
    transport,
    clock: async () => clock,
    signal: stopping.signal,
    pace: { pollMs: 50, ...options.pace },
  });
  return {
    stop: () => {
      stopping.abort();
      return worker.stopped;
    },
  };
}
