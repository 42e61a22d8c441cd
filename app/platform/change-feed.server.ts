import { EventEmitter } from "node:events";
import { env } from "./env.server";
import { listen } from "./listen.server";

const changes = new EventEmitter({ captureRejections: false }).setMaxListeners(0);
let isListening = false;

/**
 * Calls back with the id of each alert that changes, in any process, until the signal. One database connection
 * serves every open page of this process.
 */
export function onAlertChange(callBack: (alertId: string) => void, signal: AbortSignal): void {
  if (!isListening) {
    isListening = true;
    const forever = new AbortController();
    listen({ url: env().DATABASE_URL, channel: "alert_changed", onNotice: (id) => changes.emit("changed", id), signal: forever.signal });
  }
  changes.on("changed", callBack);
  signal.addEventListener("abort", () => changes.off("changed", callBack), { once: true });
}
