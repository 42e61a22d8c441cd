import { beatHeart, stopHeart } from "~/domain/notifications/beat-heart.server";
import { claimMail, releaseMail } from "~/domain/notifications/claim-mail.server";
import type { Clock } from "~/platform/clock";
import { env } from "~/platform/env.server";
import { listen } from "~/platform/listen.server";
import { log } from "~/platform/log.server";
import { createBell } from "./bell";
import { type Sender, sendMail } from "./send-mail.server";
import type { Transport } from "./sending";
import { sweep } from "./sweeps.server";

/** How fast a worker works; the defaults are for real use, tests are faster. */
export type Pace = {
  pollMs: number;
  /** Longer than an attempt, so that a mail is never sent by two. */
  leaseSeconds: number;
  /** Sends at the same time that are not yet slow. */
  lanes: number;
  /** After this a send is slow and its lane is free for the next mail. */
  slowAfterMs: number;
  /** Sends at the same time, slow ones included. */
  mostInFlight: number;
  beatMs: number;
  sweepMs: number;
  /** For sends in flight, when stopping. */
  stopMs: number;
};

const usualPace: Pace = {
  pollMs: 1_000,
  leaseSeconds: 15,
  lanes: 8,
  slowAfterMs: 1_000,
  mostInFlight: 64,
  beatMs: 5_000,
  sweepMs: 60_000,
  stopMs: 10_000,
};

type WorkerOptions = {
  /** Unique among all workers that ever ran. */
  owner: string;
  transport: Transport;
  /** The injected clock, read anew for each use: the demo moves it. */
  clock: () => Promise<Clock>;
  /** Stops the worker. */
  signal: AbortSignal;
  pace?: Partial<Pace>;
};

async function orLog(what: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : null;
    log("warn", what, { kind: error instanceof Error ? error.name : null, code });
  }
}

const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds).unref());

/**
 * Sends what is in the outbox until the signal, then finishes what is in flight and gives the rest back.
 * Any number of workers may run beside each other. A database or mail server that is away stops nothing for good.
 * @returns `stopped`, kept once everything is finished
 */
export function startWorker({ owner, transport, clock, signal, pace: given }: WorkerOptions): {
  stopped: Promise<void>;
} {
  const pace = { ...usualPace, ...given };
  const sender: Sender = { owner, transport, clock, appUrl: env().APP_URL };
  const inFlight = new Set<Promise<void>>();
  const inLane = new Set<Promise<void>>();
  const bell = createBell();

  // Rung at half, so that one claim takes several mails: claims one by one would be slower than the lanes.
  function leaveLane(sending: Promise<void>): void {
    if (inLane.delete(sending) && inLane.size <= pace.lanes / 2) bell.ring();
  }

  function startSending(mail: Parameters<typeof sendMail>[0]): void {
    const sending: Promise<void> = orLog("mail could not be settled", () => sendMail(mail, sender)).finally(
      () => {
        clearTimeout(slow);
        inFlight.delete(sending);
        leaveLane(sending);
      },
    );
    const slow = setTimeout(() => leaveLane(sending), pace.slowAfterMs).unref();
    inFlight.add(sending);
    inLane.add(sending);
  }

  async function claimAndSend(): Promise<void> {
    const limit = Math.min(pace.lanes - inLane.size, pace.mostInFlight - inFlight.size);
    if (limit <= 0) return;
    const mails = await claimMail({ owner, limit, leaseSeconds: pace.leaseSeconds });
    for (const mail of mails) startSending(mail);
  }

  async function send(): Promise<void> {
    while (!signal.aborted) {
      await orLog("outbox could not be read", claimAndSend);
      if (!signal.aborted) await bell.wait(pace.pollMs);
    }
  }

  const heart = setInterval(() => orLog("heartbeat failed", () => beatHeart(owner)), pace.beatMs);
  const sweeps = setInterval(() => orLog("sweep failed", () => sweep(clock)), pace.sweepMs);

  async function run(): Promise<void> {
    listen({
      url: env().DATABASE_WORKER_URL ?? env().DATABASE_URL,
      channel: "outbox",
      onNotice: bell.ring,
      signal,
    });
    signal.addEventListener("abort", bell.ring, { once: true });
    await orLog("heartbeat failed", () => beatHeart(owner));
    await send();
    clearInterval(heart);
    clearInterval(sweeps);
    await Promise.race([Promise.all(inFlight), pause(pace.stopMs)]);
    await orLog("leases could not be given back", () => releaseMail(owner));
    await orLog("heartbeat failed", () => stopHeart(owner));
    transport.close();
  }

  return { stopped: run() };
}
