import pg from "pg";
import { log } from "./log.server";

const againAfterMs = 2_000;

type Listening = { url: string; channel: string; onNotice: (payload: string) => void; signal: AbortSignal };

/**
 * Listens on a connection of its own until the signal; connects again when it is lost. Notices sent while it is away are
 * missed, so whoever listens also looks from time to time.
 */
export function listen({ url, channel, onNotice, signal }: Listening): void {
  if (signal.aborted) return;
  const client = new pg.Client({ connectionString: url, keepAlive: true, connectionTimeoutMillis: 5_000 });
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    signal.removeEventListener("abort", end);
    client.end().catch(() => {});
    if (!signal.aborted) setTimeout(() => listen({ url, channel, onNotice, signal }), againAfterMs).unref();
  };
  signal.addEventListener("abort", end, { once: true });
  client.on("error", end);
  client.on("end", end);
  client.on("notification", (notice) => onNotice(notice.payload ?? ""));
  client
    .connect()
    .then(() => client.query(`listen ${client.escapeIdentifier(channel)}`))
    .catch((error: unknown) => {
      log("warn", "listening failed", { channel, kind: error instanceof Error ? error.name : null });
      end();
    });
}
