import type { ChannelKind } from "~/domain/notifications/channels.words";
import type { Env } from "~/platform/env.server";
import { createNotifySender } from "./notify-sender.server";
import type { Send, Transport } from "./sending";
import { createSmtpSender } from "./smtp-sender.server";
import { createWebhookSender } from "./webhook-sender.server";

type TransportSettings = Pick<Env, "SMTP_URL" | "MAIL_FROM" | "isDemo"> &
  Partial<
    Pick<
      Env,
      | "NOTIFY_API_KEY"
      | "NOTIFY_BASE_URL"
      | "NOTIFY_SMS_TEMPLATE"
      | "NOTIFY_EMAIL_TEMPLATE"
      | "WEBHOOK_LOOPBACK"
    >
  >;

/** One whole attempt of SMTP or GOV.UK Notify, from connecting to the last answer, in milliseconds. */
const attemptLimitMs = 10_000;
const webhookLimitMs = 5_000;

// Reserved for examples (RFC 2606, RFC 6761) and for drama (Ofcom): nobody has such an address or number.
const exampleMail = /@(?:[a-z0-9-]+\.)*example(?:\.(?:com|net|org))?$/i;
const exampleHost = /^https:\/\/(?:[a-z0-9-]+\.)*example(?:\.(?:com|net|org))?(?:[/:]|$)/i;
const dramaNumber = /^\+447700900\d{3}$/;

const isExample: Record<ChannelKind, (address: string) => boolean> = {
  email: (address) => exampleMail.test(address),
  notify_email: (address) => exampleMail.test(address),
  sms: (address) => dramaNumber.test(address),
  webhook: (address) => exampleHost.test(address),
};

const notAnExample =
  "The demo writes only to addresses that end in example, example.com, example.net or example.org, and to 07700 900000 to 900999.";

function onlyToExamples(transport: Transport): Transport {
  return {
    ...transport,
    send: async (mail) =>
      isExample[mail.channel](mail.toAddress)
        ? transport.send(mail)
        : { kind: "refused", problem: notAnExample },
  };
}

const keep: Send = async () => ({ kind: "accepted" });

/** The demo mailbox as the only transport: nothing leaves the house. Also for the history of the demo. */
export function mailboxTransport(): Transport {
  return onlyToExamples({ keepsCopy: true, send: keep, close: () => {} });
}

function notifyOf(settings: TransportSettings, limitMs: number) {
  const { NOTIFY_API_KEY: apiKey, NOTIFY_BASE_URL: baseUrl = "" } = settings;
  const { NOTIFY_SMS_TEMPLATE: smsTemplate, NOTIFY_EMAIL_TEMPLATE: emailTemplate } = settings;
  if (!apiKey || !smsTemplate || !emailTemplate) return null;
  return createNotifySender({
    ...{ apiKey, smsTemplate, emailTemplate, limitMs },
    baseUrl: baseUrl.replace(/\/$/, ""),
  });
}

/**
 * Every channel as it is set up: the mail server of SMTP_URL, GOV.UK Notify and webhooks. In a demo only the mail
 * server, if one is set, and the mailbox for all of them.
 */
export function createTransport(settings: TransportSettings, limitMs = attemptLimitMs): Transport {
  const { SMTP_URL: url, MAIL_FROM: from, isDemo, WEBHOOK_LOOPBACK } = settings;
  if (!isDemo && !url) throw new Error("SMTP_URL is not set.");
  if (!url) return mailboxTransport();
  const smtp = createSmtpSender({ url, from, limitMs });
  if (isDemo) {
    const send: Send = (mail) => (mail.channel === "email" ? smtp.send(mail) : keep(mail));
    return onlyToExamples({ ...smtp, send, keepsCopy: true });
  }
  const notify = notifyOf(settings, limitMs);
  const missing: Send = async () => ({
    kind: "try_again",
    problem: "GOV.UK Notify is not set up: NOTIFY_API_KEY.",
  });
  const senders: Record<ChannelKind, Send> = {
    email: smtp.send,
    notify_email: notify?.send ?? missing,
    sms: notify?.send ?? missing,
    webhook: createWebhookSender({
      limitMs: Math.min(limitMs, webhookLimitMs),
      allowsLoopback: WEBHOOK_LOOPBACK === "1",
    }),
  };
  return {
    send: (mail) => senders[mail.channel](mail),
    ...(notify ? { statusOf: notify.statusOf } : {}),
    keepsCopy: false,
    close: smtp.close,
  };
}
