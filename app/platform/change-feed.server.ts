import { EventEmitter } from "node:events";
import { env } from "./env.server";
import { listen } from "./listen.server";

const notices = new EventEmitter().setMaxListeners(0);
const listening = new Set<string>();

/**
 * Calls back with the payload of each notice on a database channel, from any process, until the signal.
 * One connection per channel serves every open page of this process.
 */
export function onNotice(channel: string, callBack: (payload: string) => void, signal: AbortSignal): void {
  if (!listening.has(channel)) {
    listening.add(channel);
    const forever = new AbortController().signal;
    listen({
      url: env().DATABASE_URL,
      channel,
      onNotice: (payload) => notices.emit(channel, payload),
      signal: forever,
    });
  }
  notices.on(channel, callBack);
  signal.addEventListener("abort", () => notices.off(channel, callBack), { once: true });
}
