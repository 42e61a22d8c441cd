import { render, toPlainText } from "@react-email/render";
import { isTemplate, registry } from "#emails/registry";

/** A mail ready to hand to a mail server. */
export type RenderedMail = {
  outboxId: string;
  toAddress: string;
  subject: string;
  html: string;
  text: string;
  /** The same at every attempt, so that a mail server or reader can tell a repeated one. */
  messageId: string;
};

type StoredMail = { id: string; template: string; toAddress: string; input: unknown };

/**
 * Writes a stored mail out as HTML and text. Links become absolute under `appUrl`.
 * @throws when this release does not know the template, or the stored input does not fit it
 */
export async function renderMail(
  mail: StoredMail,
  secret: string | null,
  appUrl: string,
): Promise<RenderedMail> {
  if (!isTemplate(mail.template)) throw new Error(`unknown mail template ${mail.template}`);
  const toAddress = (path: string) => new URL(path, appUrl).href;
  const { subject, body } = registry[mail.template].write(mail.input, { toAddress, secret });
  const html = await render(body);
  return {
    outboxId: mail.id,
    toAddress: mail.toAddress,
    subject,
    html,
    text: toPlainText(html),
    messageId: `<${mail.id}@${new URL(appUrl).hostname}>`,
  };
}
