import { useLocation, useRevalidator } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { formatTime } from "~/platform/format";

type LiveOptions = {
  /** Server-sent events that say "changed"; the page asks for its data again at each. */
  streamUrl?: string | null;
  /** How often to ask while there is no stream. */
  everySeconds: number;
};

/** A stream can lose a message without noticing; once a minute is enough to mend that. */
const streamCheckSeconds = 60;

/** Answers only when page data can be had, so that a short outage leaves the last good page on the screen. */
const probeUrl = "/readyz";

/**
 * Keeps the page's own loader data fresh while somebody looks at it: by stream when there is one, else by asking
 * every few seconds; not while the tab is hidden. `isStale` is true while the server cannot be reached.
 */
export function useLivePage({ streamUrl = null, everySeconds }: LiveOptions): { isStale: boolean } {
  const [isStale, setIsStale] = useState(false);
  const { revalidate, state } = useRevalidator();
  const latest = useRef({ revalidate, state });
  latest.current = { revalidate, state };

  useEffect(() => {
    let isGone = false;
    const refresh = async () => {
      if (document.hidden || latest.current.state !== "idle") return;
      const isReachable = await canReach(probeUrl);
      if (isGone) return;
      setIsStale(!isReachable);
      if (isReachable) latest.current.revalidate();
    };
    const stop = keepAsking({ refresh, streamUrl, everySeconds });
    return () => {
      isGone = true;
      stop();
    };
  }, [streamUrl, everySeconds]);

  return { isStale };
}

async function canReach(url: string) {
  try {
    return (await fetch(url, { cache: "no-store" })).status < 500;
  } catch {
    return false;
  }
}

type Asking = { refresh: () => void; streamUrl: string | null; everySeconds: number };

/** Starts asking, pauses with the tab, and returns what ends it. */
function keepAsking({ refresh, streamUrl, everySeconds }: Asking) {
  let timer: ReturnType<typeof setInterval> | undefined;
  let stream: EventSource | undefined;

  const askEvery = (seconds: number) => {
    clearInterval(timer);
    timer = setInterval(refresh, seconds * 1000);
  };
  const stop = () => {
    clearInterval(timer);
    stream?.close();
    stream = undefined;
  };
  const start = () => {
    askEvery(everySeconds);
    if (streamUrl === null) return;
    stream = new EventSource(streamUrl);
    stream.addEventListener("open", () => {
      // What changed before it opened was never sent.
      refresh();
      askEvery(streamCheckSeconds);
    });
    stream.addEventListener("error", () => askEvery(everySeconds));
    stream.addEventListener("changed", refresh);
  };
  const onVisibility = () => {
    stop();
    if (document.hidden) return;
    refresh();
    start();
  };

  start();
  document.addEventListener("visibilitychange", onVisibility);
  return () => {
    stop();
    document.removeEventListener("visibilitychange", onVisibility);
  };
}

type LiveStatusProps = {
  /** The server's clock when the data was read. */
  updatedAt: Date | string;
  isStale?: boolean;
  /** What has changed, for people who hear the page: "2 alerts need an answer". Read out when the words change. */
  announcement?: string;
};

/** "Updated 10:02", and a link that reloads the page for browsers without JavaScript. */
export function LiveStatus({ updatedAt, isStale = false, announcement }: LiveStatusProps) {
  const { pathname, search } = useLocation();
  const time = formatTime(new Date(updatedAt));
  const words = isStale ? `Could not be updated since ${time}. Trying again.` : `Updated ${time}`;
  return (
    <div className="vs-live">
      <span
        className={isStale ? "vs-live__words vs-live__words--stale" : "vs-live__words"}
        aria-live={announcement === undefined || isStale ? "polite" : "off"}
      >
        {words}
      </span>
      {announcement !== undefined && (
        <span className="visually-hidden" aria-live="polite">
          {announcement}
        </span>
      )}
      <noscript>
        <a href={`${pathname}${search}`}>Refresh</a>
      </noscript>
    </div>
  );
}
