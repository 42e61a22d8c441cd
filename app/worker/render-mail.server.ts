import { toPlainText } from "@react-email/render";
import { renderToStaticMarkup } from "react-dom/server";
import type { Written } from "#emails/mail";
import { plainTextOf } from "#emails/plain-text";
import { isTemplate, registry } from "#emails/registry";
import type { ChannelKind } from "~/domain/notifications/channels.words";

/** A message in the shape of its channel, ready to leave. */
export type RenderedMail = {
  outboxId: string;
  template: string;
  channel: ChannelKind;
  toAddress: string;
  subject: string;
  /** Empty unless it goes by e-mail. */
  html: string;
  text: string;
  /** What it is about, as a web address. */
  link: string | null;
  /** The same at every attempt, so that a mail server or reader can tell a repeated one. */
  messageId: string;
  /** Sealed; signs what goes to a webhook. */
  signingKey: string | null;
  /** Was it tried before? Then the other side may have it already. */
  isRepeat: boolean;
};

type StoredMail = {
  id: string;
  template: string;
  channel?: ChannelKind;
  toAddress: string;
  input: unknown;
  signingKey?: string | null;
  attempts?: number;
};

const doctype =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';

/** Longest text message that travels, and is paid for, as one. */
const longestText = 160;

/** What a text message says: the words, then the link. The words give way, never the link. */
function textMessageOf({ text, link }: Pick<Written, "text" | "link">): string {
  if (link === null) return text.slice(0, longestText);
  const whole = `${text} ${link}`;
  return whole.length <= longestText ? whole : `Virtual School: something needs you. ${link}`;
}

const htmlOf = ({ body }: Written): string => doctype + renderToStaticMarkup(body);

// A mail is not lost to an element that only its HTML knows.
function plainText(written: Written): string {
  try {
    return plainTextOf(written.body);
  } catch {
    return toPlainText(htmlOf(written));
  }
}

function contentOf(channel: ChannelKind, written: Written): { html: string; text: string } {
  if (channel === "sms") return { html: "", text: textMessageOf(written) };
  if (channel === "webhook") return { html: "", text: written.text };
  return { html: channel === "email" ? htmlOf(written) : "", text: plainText(written) };
}

/**
 * Writes a stored message out in the shape of its channel. Links become absolute under `appUrl`.
 * @throws when this release does not know the template, or the stored input does not fit it
 */
export async function renderMail(
  mail: StoredMail,
  secret: string | null,
  appUrl: string,
): Promise<RenderedMail> {
  if (!isTemplate(mail.template)) throw new Error(`unknown mail template ${mail.template}`);
  const toAddress = (path: string) => new URL(path, appUrl).href;
  const written = registry[mail.template].write(mail.input, { toAddress, secret });
  const channel = mail.channel ?? "email";
  return {
    outboxId: mail.id,
    template: mail.template,
    channel,
    toAddress: mail.toAddress,
    subject: written.subject,
    ...contentOf(channel, written),
    link: written.link,
    messageId: `<${mail.id}@${new URL(appUrl).hostname}>`,
    signingKey: mail.signingKey ?? null,
    isRepeat: (mail.attempts ?? 1) > 1,
  };
}
