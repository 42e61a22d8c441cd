import MimeNode from "nodemailer/lib/mime-node";
import type { RenderedMail } from "./render-mail.server";

/** A mail as it goes over the line, with the addresses of the SMTP conversation. */
export type ComposedMail = { envelope: { from: string; to: string[] }; message: Buffer };

// Longest line that every mail server takes (RFC 5322), with room for what is on it.
const longestLine = 900;

/** One version of the text: as it is when every mail server takes it so, else in base64. */
function partOf(type: string, content: string): string {
  const lines = content.replace(/\r?\n/g, "\r\n");
  const isPlain =
    /^[\t\r\n -~]*$/.test(lines) && lines.split("\r\n").every((line) => line.length <= longestLine);
  const body = isPlain
    ? lines
    : (Buffer.from(content)
        .toString("base64")
        .match(/.{1,76}/g)
        ?.join("\r\n") ?? "");
  return [
    `Content-Type: ${type}; charset=utf-8`,
    `Content-Transfer-Encoding: ${isPlain ? "7bit" : "base64"}`,
    "",
    body,
  ].join("\r\n");
}

/**
 * Puts a rendered mail together, text and HTML beside each other. Headers are nodemailer's; the bodies are joined here,
 * because its way through streams costs more than the sending.
 */
export function composeMail(mail: RenderedMail, from: string): ComposedMail {
  const boundary = `vs-${mail.outboxId}`;
  const head = new MimeNode(`multipart/alternative; boundary="${boundary}"`);
  head.setHeader([
    { key: "From", value: from },
    // Without a name in front: an address is never read as more than one.
    { key: "To", value: mail.toAddress.replace(/[\s,;<>"]/g, "") },
    { key: "Subject", value: mail.subject },
    { key: "Message-ID", value: mail.messageId },
    // Out-of-office programs answer neither.
    { key: "Auto-Submitted", value: "auto-generated" },
    { key: "X-Auto-Response-Suppress", value: "All" },
  ]);
  const parts = [partOf("text/plain", mail.text), partOf("text/html", mail.html)];
  const body = parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("");
  const { from: sender } = head.getEnvelope();
  return {
    envelope: { from: sender || "", to: [mail.toAddress] },
    message: Buffer.from(`${head.buildHeaders()}\r\n\r\n${body}--${boundary}--\r\n`),
  };
}
