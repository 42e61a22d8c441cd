import { currentActor } from "~/domain/accounts/current-actor.server";
import { guarded } from "~/domain/accounts/guarded.server";
import { alertsPolicy } from "~/domain/alerts/alerts.policy";
import { maySeeAlert } from "~/domain/alerts/alerts.queries.server";
import { onNotice } from "~/platform/change-feed.server";
import { asActor } from "~/platform/database.server";

const recheckMilliseconds = 15_000;

/**
 * Server-sent events for the board and for one record (`?id=`): "changed" and the id of an alert the viewer may see,
 * nothing else. The session is looked at again every 15 seconds and never prolonged; when it has ended, so does the stream.
 */
export const loader = guarded(alertsPolicy.see, async ({ actor, request }) => {
  const only = new URL(request.url).searchParams.get("id");
  const ended = new AbortController();
  request.signal.addEventListener("abort", () => ended.abort(), { once: true });
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => !ended.signal.aborted && controller.enqueue(encoder.encode(text));
      const recheck = setInterval(async () => {
        // A context of its own, so that the answer is not remembered from the first look.
        const still = await currentActor(request, { cspNonce: "", clientIp: "" }).catch(() => null);
        if (still?.personId === actor.personId) write(": still here\n\n");
        else ended.abort();
      }, recheckMilliseconds);
      ended.signal.addEventListener(
        "abort",
        () => {
          clearInterval(recheck);
          try {
            controller.close();
          } catch {
            // The browser closed it first.
          }
        },
        { once: true },
      );
      const tell = async (id: string) => {
        if (only && id !== only) return;
        const isSeen = await asActor(actor, (tx) => maySeeAlert(tx, id)).catch(() => false);
        if (isSeen) write(`event: changed\ndata: ${id}\n\n`);
      };
      onNotice("alert_changed", tell, ended.signal);
      write(": open\n\n");
    },
    cancel: () => ended.abort(),
  });
  return new Response(body, {
    headers: { "Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no" },
  });
});
