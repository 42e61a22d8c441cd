import { env } from "~/platform/env.server";
import { pendingMigrations } from "~/start/migrations.server";

const answer = (status: number, words: string) =>
  new Response(`${words}\n`, { status, headers: { "Content-Type": "text/plain" } });

/** The database answers and has every migration. */
export async function loader() {
  try {
    const pending = await pendingMigrations(env().DATABASE_URL);
    return pending.length === 0
      ? answer(200, "ready")
      : answer(503, `${pending.length} migrations are missing`);
  } catch {
    return answer(503, "The database does not answer");
  }
}
