import { beatHeart, stopHeart } from "~/domain/notifications/beat-heart.server";
import { channelKinds } from "~/domain/notifications/channels.words";
import { releaseMail } from "~/domain/notifications/claim-mail.server";
import type { Clock } from "~/platform/clock";
import { env } from "~/platform/env.server";
import { listen } from "~/platform/listen.server";
import { applyImports } from "./apply-imports.server";
import { askAfterMail } from "./ask-after.server";
import { escalate } from "./escalate.server";
import { keepAuditing } from "./keep-auditing.server";
import { orLog } from "./keep-doing.server";
import { type Pace, usualPace } from "./pace";
import type { Sender } from "./send-mail.server";
import type { Transport } from "./sending";
import { startSendingLine } from "./sending-line.server";
import { createSettler } from "./settler.server";
import { sweep } from "./sweeps.server";

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
  const settle = createSettler(owner, clock);
  const lines = channelKinds.map((channel) => ({
    channel,
    ...startSendingLine({ channel, sender, settle, pace, signal }),
  }));

  function ring(channels: string): void {
    for (const line of lines) if (channels === "" || channels.split(",").includes(line.channel)) line.ring();
  }

  const heart = setInterval(() => orLog("heartbeat failed", () => beatHeart(owner)), pace.beatMs);
  const asking = setInterval(() => orLog("status unknown", () => askAfterMail(sender)), pace.askAfterMs);
  const sweeps = setInterval(() => orLog("sweep failed", () => sweep(clock)), pace.sweepMs);

  async function run(): Promise<void> {
    listen({
      url: env().DATABASE_WORKER_URL ?? env().DATABASE_URL,
      channel: "outbox",
      onNotice: ring,
      signal,
    });
    await orLog("heartbeat failed", () => beatHeart(owner));
    const escalated = escalate({ clock, tickMs: pace.stepMs, signal });
    const audited = keepAuditing({ clock, tickMs: pace.auditMs, confirmMs: pace.confirmMs, signal });
    const imported = applyImports({ clock, tickMs: pace.importMs, signal });
    await Promise.all([escalated, audited, imported, ...lines.map((line) => line.stopped)]);
    clearInterval(heart);
    clearInterval(sweeps);
    clearInterval(asking);
    await Promise.race([Promise.all(lines.flatMap((line) => [...line.inFlight])), pause(pace.stopMs)]);
    await orLog("leases could not be given back", () => releaseMail(owner));
    await orLog("heartbeat failed", () => stopHeart(owner));
    transport.close();
  }

  return { stopped: run() };
}
