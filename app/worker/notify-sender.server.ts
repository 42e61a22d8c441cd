import { NotifyClient } from "notifications-node-client";
import { z } from "zod";
import type { Status } from "~/domain/notifications/ask-after-mail.server";
import { callOut, type HttpAnswer } from "./http-call.server";
import type { RenderedMail } from "./render-mail.server";
import { cutAfter, type SendResult, type Transport } from "./sending";
import { withoutAddresses } from "./smtp-answer";

/** Ids of the two templates in GOV.UK Notify: a text message `((text))`, an email `((subject))` `((text))`. */
export type NotifySettings = {
  apiKey: string;
  baseUrl: string;
  smsTemplate: string;
  emailTemplate: string;
  limitMs: number;
};

const longestAnswer = 200_000;
const who = "GOV.UK Notify";

/** An answer that is no success. */
class NotifyRefusal extends Error {
  constructor(readonly answer: HttpAnswer) {
    super(`answered ${answer.status}`);
  }
}

const errorsSchema = z.object({ errors: z.array(z.object({ error: z.string(), message: z.string() })) });

function errorsIn({ body }: HttpAnswer): { error: string; message: string }[] {
  try {
    return errorsSchema.parse(JSON.parse(body)).errors;
  } catch {
    return [];
  }
}

type RestClient = Parameters<NotifyClient["setClient"]>[0];
type RestCall = { method: string; url: string; headers: Record<string, string>; data?: unknown };

/** The client signs and words the requests; they leave by a connection of ours, which the signal ends. */
function clientOf({ baseUrl, apiKey }: NotifySettings, signal: AbortSignal): NotifyClient {
  const client = new NotifyClient(baseUrl, apiKey);
  const rest = async ({ method, url, headers, data }: RestCall) => {
    const isPost = method === "post";
    const answer = await callOut({
      url: new URL(url),
      method: isPost ? "POST" : "GET",
      headers: { ...headers, ...(isPost ? { "content-type": "application/json" } : {}) },
      ...(isPost ? { body: JSON.stringify(data) } : {}),
      signal,
      longestAnswer,
    });
    if (answer.status < 200 || answer.status > 299) throw new NotifyRefusal(answer);
    return { status: answer.status, data: JSON.parse(answer.body) };
  };
  client.setClient(rest as unknown as RestClient);
  return client;
}

/** The id of a message that an earlier attempt left there, though we never heard so. */
async function sentBefore(client: NotifyClient, mail: RenderedMail): Promise<string | null> {
  const { data } = await client.getNotifications(undefined, undefined, mail.outboxId);
  const alive = data.notifications.find(({ status }) => !status.endsWith("-failure"));
  return alive?.id ?? null;
}

async function submit(
  client: NotifyClient,
  mail: RenderedMail,
  settings: NotifySettings,
): Promise<SendResult> {
  const isText = mail.channel === "sms";
  const template = isText ? settings.smsTemplate : settings.emailTemplate;
  const before = mail.isRepeat ? await sentBefore(client, mail) : null;
  if (before) return { kind: "accepted", providerId: before };
  const reference = mail.outboxId;
  const { data } = isText
    ? await client.sendSms(template, mail.toAddress, { personalisation: { text: mail.text }, reference })
    : await client.sendEmail(template, mail.toAddress, {
        personalisation: { subject: mail.subject, text: mail.text },
        reference,
      });
  return { kind: "accepted", providerId: data.id };
}

function readRefusal({ answer }: NotifyRefusal, toAddress: string): SendResult {
  const errors = errorsIn(answer);
  const said = errors.map(({ message }) => message).join(" ");
  const problem = `${who} said: ${answer.status} ${withoutAddresses(said, toAddress)}`.trim();
  // Anything else (a key, a template, a limit) is put right in the settings or by waiting.
  const isOfRecipient = errors.some(
    ({ error, message }) => error === "ValidationError" && /^(phone_number|email_address)\b/.test(message),
  );
  return { kind: answer.status === 400 && isOfRecipient ? "refused" : "try_again", problem };
}

const words: Record<string, Status> = {
  delivered: { kind: "delivered" },
  "permanent-failure": {
    kind: "undeliverable",
    problem: `${who} could not deliver it: there is no such number or address.`,
  },
  "temporary-failure": {
    kind: "undeliverable",
    problem: `${who} could not deliver it: the phone was off for long, or the mailbox is full.`,
  },
  "technical-failure": { kind: "send_again", problem: `${who} had a fault and did not send it.` },
};

/** Sends text messages and e-mail by GOV.UK Notify, and asks what became of them. */
export function createNotifySender(settings: NotifySettings): Required<Pick<Transport, "send" | "statusOf">> {
  return {
    async send(mail) {
      const cut = AbortSignal.timeout(settings.limitMs);
      try {
        return await submit(clientOf(settings, cut), mail, settings);
      } catch (error) {
        if (cut.aborted) return cutAfter(who, settings.limitMs);
        if (error instanceof NotifyRefusal) return readRefusal(error, mail.toAddress);
        const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
        return { kind: "try_again", problem: `${who} could not be reached or broke off${code}.` };
      }
    },
    async statusOf(providerId) {
      const client = clientOf(settings, AbortSignal.timeout(settings.limitMs));
      const { data } = await client.getNotificationById(providerId);
      return words[data.status] ?? { kind: "on_its_way" };
    },
  };
}
