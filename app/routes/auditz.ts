import { workerSeenAt } from "~/domain/notifications/notifications.queries.server";
import { asNobody } from "~/platform/database.server";

const answer = (status: number, words: string) =>
  new Response(`${words}\n`, { status, headers: { "Content-Type": "text/plain" } });

/** A worker is alive. It stops no traffic. */
export async function loader() {
  try {
    const seenAt = await asNobody((tx) => workerSeenAt(tx));
    const isAlive = seenAt !== null && Date.now() - seenAt.getTime() < 30_000;
    return isAlive ? answer(200, "ok") : answer(503, "No worker is running: mails wait");
  } catch {
    return answer(503, "The database does not answer");
  }
}
