import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { type ParsedMail, parseMail } from "./parse-mail";

/** One mail as it arrived, with the addresses of the SMTP conversation. */
export type ReceivedMail = ParsedMail & { from: string; to: string[]; at: Date };

/**
 * How the server answers: as it should, late, with a refusal such as 451 or 550 at one point of the conversation, or
 * never. `drop`: it takes the mail and breaks off instead of saying so. `to`: only this recipient is refused.
 */
export type Behaviour =
  | { kind: "accept" }
  | { kind: "slow"; milliseconds: number }
  | { kind: "drop" }
  | {
      kind: "refuse";
      at: "connect" | "sender" | "recipient" | "data";
      code: number;
      message?: string;
      to?: string;
    }
  | { kind: "stall"; at: "connect" | "data" };

/** A real SMTP server in this process. */
export type MailServer = {
  url: string;
  mails: ReceivedMail[];
  /** How many conversations were begun, refused ones too. */
  conversations: number;
  /** How many mails were begun, refused and unfinished ones too. */
  begun: number;
  behave(behaviour: Behaviour): void;
  /** Waits until that many mails have arrived in all; throws with what did arrive. */
  waitFor(count: number, withinMilliseconds?: number): Promise<ReceivedMail[]>;
  stop(): Promise<void>;
};

type Step = Extract<Behaviour, { at: unknown }>["at"];

/** Starts a mail server that accepts everything until told otherwise. Whoever starts it stops it. */
export async function aMailServer(): Promise<MailServer> {
  let behaviour: Behaviour = { kind: "accept" };
  const mails: ReceivedMail[] = [];
  const answer = (step: Step, callback: (error?: Error | null) => void, recipient?: string) => {
    if (behaviour.kind === "slow" && step === "data")
      return void setTimeout(callback, behaviour.milliseconds);
    if (!("at" in behaviour) || behaviour.at !== step) return callback();
    if (behaviour.kind !== "refuse") return;
    if (behaviour.to !== undefined && behaviour.to !== recipient) return callback();
    callback(refusal(behaviour.code, behaviour.message));
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    closeTimeout: 10,
    onConnect: (_session, callback) => {
      state.conversations += 1;
      answer("connect", callback);
    },
    onMailFrom: (_address, _session, callback) => {
      state.begun += 1;
      answer("sender", callback);
    },
    onRcptTo: ({ address }, _session, callback) => answer("recipient", callback, address),
    onData: receiveInto(mails, {
      answer: (callback) => answer("data", callback),
      taken: (sessionId, callback) => {
        if (behaviour.kind !== "drop") return callback();
        for (const { session, _socket } of server.connections)
          if (session.id === sessionId) _socket.destroy();
      },
    }),
  });
  // A client that gives up in mid-conversation is what some tests are about.
  server.on("error", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const state: MailServer = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    conversations: 0,
    begun: 0,
    behave: (next) => {
      behaviour = next;
    },
    waitFor: (count, within = 15_000) => waitFor(mails, count, within),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return state;
}

type Receiving = {
  answer: (callback: (error?: Error | null) => void) => void;
  taken: (sessionId: string, callback: () => void) => void;
};

function receiveInto(mails: ReceivedMail[], { answer, taken }: Receiving) {
  const onData: SMTPServerOptions["onData"] = (stream, session, callback) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () =>
      answer((error) => {
        if (error) return callback(error);
        const { mailFrom, rcptTo } = session.envelope;
        mails.push({
          ...parseMail(Buffer.concat(chunks).toString("latin1")),
          from: mailFrom ? mailFrom.address : "",
          to: rcptTo.map((one) => one.address),
          at: new Date(),
        });
        taken(session.id, callback);
      }),
    );
  };
  return onData;
}

function refusal(code: number, message = "Refused by the test"): Error {
  return Object.assign(new Error(message), { responseCode: code });
}

async function waitFor(mails: ReceivedMail[], count: number, within: number): Promise<ReceivedMail[]> {
  for (const deadline = Date.now() + within; mails.length < count && Date.now() < deadline; ) await pause(20);
  if (mails.length >= count) return mails;
  const arrived = mails.map((mail) => `${mail.to.join(", ")}: ${mail.subject}`).join("\n");
  throw new Error(`${mails.length} of ${count} mails arrived:\n${arrived}`);
}
