import { parseConnectionUrl } from "nodemailer/lib/shared";
import SMTPConnection from "nodemailer/lib/smtp-connection";

/** One conversation with a mail server, kept open for further mails. */
export type SmtpLine = {
  /** @throws what nodemailer says, or when the line was dropped */
  transfer: (envelope: { from: string; to: string[] }, message: Buffer) => Promise<void>;
  /** Ends the conversation politely, the socket with it. */
  hangUp: () => void;
  /** Destroys the socket at once; whatever is waiting on the line fails. */
  drop: () => void;
  isOpen: () => boolean;
};

/**
 * Connects, greets and signs in.
 * @param limitMs longest wait for any one answer
 * @param signal destroys the socket at whatever stage it is
 */
export async function openSmtpLine(url: string, limitMs: number, signal: AbortSignal): Promise<SmtpLine> {
  signal.throwIfAborted();
  const { auth, ...settings } = parseConnectionUrl(url);
  const connection = new SMTPConnection({
    ...settings,
    connectionTimeout: limitMs,
    greetingTimeout: limitMs,
    socketTimeout: limitMs,
    dnsTimeout: limitMs,
    // The default waits five seconds for the other side to close: a half-open socket would live on.
    socketCloseTimeout: 0,
  });
  connection.on("error", () => {});
  const drop = () => connection.close();
  signal.addEventListener("abort", drop, { once: true });
  try {
    await untilDone(connection, (done) => connection.connect(done));
    if (auth && connection.allowsAuth) await untilDone(connection, (done) => connection.login(auth, done));
  } catch (error) {
    drop();
    throw error;
  } finally {
    signal.removeEventListener("abort", drop);
  }
  return {
    // A copy, because nodemailer keeps refusals in the envelope it is given, and would meet them again on the next line.
    transfer: (envelope, message) =>
      untilDone(connection, (done) => connection.send({ ...envelope }, message, done)),
    hangUp: () => {
      connection.quit();
      setTimeout(drop, 1_000).unref();
    },
    drop,
    isOpen: () => !connection.destroyed,
  };
}

// Faults of the connection reach listeners only, faults of a command its callback only.
function untilDone(
  connection: SMTPConnection,
  command: (done: (error?: Error | null) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const onEnd = () => finish(Object.assign(new Error("connection ended"), { code: "ECONNECTION" }));
    const finish = (error?: Error | null) => {
      connection.off("error", finish);
      connection.off("end", onEnd);
      if (error) reject(error);
      else resolve();
    };
    connection.once("error", finish);
    connection.once("end", onEnd);
    command(finish);
  });
}
