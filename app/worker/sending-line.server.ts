import { setTimeout as pause } from "node:timers/promises";
import type { ChannelKind } from "~/domain/notifications/channels.words";
import { type ClaimedMail, claimMail, giveBackMail } from "~/domain/notifications/claim-mail.server";
import { createBell } from "./bell";
import { keepDoing, orLog } from "./keep-doing.server";
import type { Pace } from "./pace";
import { type Sender, sendMail } from "./send-mail.server";
import type { Settle } from "./settler.server";

const settleAgainMs = 250;

type LineOptions = {
  channel: ChannelKind;
  sender: Sender;
  settle: Settle;
  pace: Pace;
  signal: AbortSignal;
};

/** Everything that leaves by one channel: no channel waits for another. */
export type SendingLine = {
  /** Says that there may be something to send. */
  ring: () => void;
  /** Kept once the signal came and nothing more is begun. */
  stopped: Promise<void>;
  /** What is on its way. */
  inFlight: ReadonlySet<Promise<void>>;
};

/** Sends what is in the outbox for one channel until the signal, then gives back what was not begun. */
export function startSendingLine({ channel, sender, settle, pace, signal }: LineOptions): SendingLine {
  const bell = createBell();
  const held: { mail: ClaimedMail; since: number }[] = [];
  const inFlight = new Set<Promise<void>>();
  const inLane = new Set<Promise<void>>();
  const slow = new Set<Promise<void>>();
  let mayBeMore = false;

  const hasRoom = () => inLane.size < pace.lanes && inFlight.size < pace.mostInFlight;

  async function giveBack(mails: ClaimedMail[]): Promise<void> {
    if (mails.length > 0)
      await orLog("leases could not be given back", () => giveBackMail(sender.owner, mails));
  }

  function moveOn(): void {
    startHeld();
    // Rung while some are still held, so that the next ones are here before a lane is empty.
    if (mayBeMore && held.length <= pace.ahead / 2) bell.ring();
  }

  function leaveLane(sending: Promise<void>): void {
    if (inLane.delete(sending)) moveOn();
  }

  /** A database that comes back before the lease ends still hears how it ended, so that the mail is not sent again. */
  async function settleBy(until: number, settled: () => Promise<boolean>): Promise<boolean> {
    for (;;) {
      try {
        return await settled();
      } catch (error) {
        // While nothing can be recorded nothing more is begun.
        held.length = 0;
        if (performance.now() > until) throw error;
        await pause(settleAgainMs);
      }
    }
  }

  function start(mail: ClaimedMail): void {
    const leave = () => leaveLane(sending);
    const timer = setTimeout(() => {
      slow.add(sending);
      leave();
    }, pace.slowAfterMs).unref();
    const until = performance.now() + pace.leaseSeconds * 1_000;
    const sending: Promise<void> = orLog("mail could not be settled", () =>
      sendMail(mail, sender, (lease, ending) => settleBy(until, () => settle(lease, ending)), leave),
    ).finally(() => {
      clearTimeout(timer);
      for (const set of [inFlight, inLane, slow]) set.delete(sending);
      moveOn();
    });
    inFlight.add(sending);
    inLane.add(sending);
  }

  function startHeld(): void {
    if (signal.aborted) return;
    const oldest = performance.now() - pace.holdMs;
    const stale: ClaimedMail[] = [];
    while (held.length > 0 && hasRoom()) {
      const next = held.shift();
      if (!next) break;
      if (next.since < oldest) stale.push(next.mail);
      else start(next.mail);
    }
    void giveBack(stale);
  }

  async function claim(): Promise<void> {
    mayBeMore = true;
    if (held.length > pace.ahead / 2) return;
    // With a slow send about, what is taken ahead might wait in vain.
    const ahead = slow.size > 0 ? 0 : pace.ahead;
    const room = pace.lanes - inLane.size + ahead - held.length;
    const limit = Math.min(room, pace.mostInFlight - inFlight.size);
    if (limit <= 0) return;
    const mails = await claimMail({
      owner: sender.owner,
      limit,
      leaseSeconds: pace.leaseSeconds,
      channel,
    });
    const since = performance.now();
    mayBeMore = mails.length === limit;
    held.push(...mails.map((mail) => ({ mail, since })));
    startHeld();
  }

  async function run(): Promise<void> {
    await keepDoing("outbox could not be read", claim, { everyMs: pace.pollMs, bell, signal });
    await giveBack(held.splice(0).map(({ mail }) => mail));
  }

  return { ring: bell.ring, stopped: run(), inFlight };
}
