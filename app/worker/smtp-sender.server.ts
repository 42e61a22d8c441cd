import { type ComposedMail, composeMail } from "./compose-mail";
import type { RenderedMail } from "./render-mail.server";
import { cutAfter, type Transport } from "./sending";
import { readFailure, type SmtpFailure } from "./smtp-answer";
import { openSmtpLine, type SmtpLine } from "./smtp-line.server";

type SmtpSettings = { url: string; from: string; limitMs: number };

const idleMs = 5_000;
const mailsPerLine = 100;

/** Sends over kept-open lines to one mail server. Each attempt is cut, its socket destroyed, after `limitMs`. */
export function createSmtpSender({ url, from, limitMs }: SmtpSettings): Pick<Transport, "send" | "close"> {
  const idle = new Map<SmtpLine, NodeJS.Timeout>();
  const used = new WeakMap<SmtpLine, number>();

  function takeIdle(): SmtpLine | null {
    for (const [line, timer] of idle) {
      clearTimeout(timer);
      idle.delete(line);
      if (line.isOpen()) return line;
    }
    return null;
  }

  function putBack(line: SmtpLine): void {
    const mails = (used.get(line) ?? 0) + 1;
    used.set(line, mails);
    if (mails >= mailsPerLine) {
      line.hangUp();
      return;
    }
    const timer = setTimeout(() => {
      idle.delete(line);
      line.hangUp();
    }, idleMs);
    idle.set(line, timer.unref());
  }

  async function transferOver(
    line: SmtpLine,
    { envelope, message }: ComposedMail,
    signal: AbortSignal,
  ): Promise<void> {
    signal.addEventListener("abort", line.drop, { once: true });
    try {
      signal.throwIfAborted();
      await line.transfer(envelope, message);
      putBack(line);
    } catch (error) {
      line.drop();
      throw error;
    } finally {
      signal.removeEventListener("abort", line.drop);
    }
  }

  async function attempt(composed: ComposedMail, signal: AbortSignal): Promise<void> {
    const kept = takeIdle();
    if (kept) {
      try {
        return await transferOver(kept, composed, signal);
      } catch (error) {
        // A server may end a kept line just as it is used: that says nothing about this mail.
        if (signal.aborted || !endedBeforeTheMail(error)) throw error;
      }
    }
    await transferOver(await openSmtpLine(url, limitMs, signal), composed, signal);
  }

  async function send(mail: RenderedMail) {
    const cut = new AbortController();
    const timer = setTimeout(() => cut.abort(), limitMs);
    try {
      await attempt(composeMail(mail, from), cut.signal);
      return { kind: "accepted" } as const;
    } catch (error) {
      return cut.signal.aborted
        ? cutAfter("The mail server", limitMs)
        : readFailure(error as SmtpFailure, mail.toAddress);
    } finally {
      clearTimeout(timer);
    }
  }

  function close(): void {
    for (const [line, timer] of idle) {
      clearTimeout(timer);
      line.hangUp();
    }
    idle.clear();
  }

  return { send, close };
}

function endedBeforeTheMail(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { responseCode, command } = error as Error & { responseCode?: number; command?: string };
  return responseCode === undefined || (responseCode === 421 && command === "MAIL FROM");
}
