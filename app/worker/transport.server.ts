import type { Env } from "~/platform/env.server";
import type { Transport } from "./sending";
import { createSmtpSender } from "./smtp-sender.server";

type TransportSettings = Pick<Env, "SMTP_URL" | "MAIL_FROM" | "isDemo">;

/** One whole SMTP attempt, from connecting to the last answer, in milliseconds. */
const attemptLimitMs = 10_000;

// Reserved for examples (RFC 2606, RFC 6761): no such address belongs to anybody.
const exampleAddress = /@(?:[a-z0-9-]+\.)*example(?:\.(?:com|net|org))?$/i;

function onlyToExamples(transport: Transport): Transport {
  return {
    ...transport,
    send: async (mail) =>
      exampleAddress.test(mail.toAddress)
        ? transport.send(mail)
        : {
            kind: "refused",
            problem:
              "The demo writes only to addresses that end in example, example.com, example.net or example.org.",
          },
  };
}

/** The demo mailbox as the only transport: nothing leaves the house. Also for the history of the demo. */
export function mailboxTransport(): Transport {
  return onlyToExamples({ keepsCopy: true, send: async () => ({ kind: "accepted" }), close: () => {} });
}

/** The mail server of SMTP_URL; in a demo with the mailbox beside it, or the mailbox alone where none is set. */
export function createTransport(settings: TransportSettings, limitMs = attemptLimitMs): Transport {
  const { SMTP_URL: url, MAIL_FROM: from, isDemo } = settings;
  if (!isDemo && !url) throw new Error("SMTP_URL is not set.");
  if (!url) return mailboxTransport();
  const transport = { ...createSmtpSender({ url, from, limitMs }), keepsCopy: isDemo };
  return isDemo ? onlyToExamples(transport) : transport;
}
