import { workerDatabase } from "~/platform/database.server";

/** Says that this worker lives (real time), and forgets workers that have been silent for a day. */
export async function beatHeart(owner: string): Promise<void> {
  await workerDatabase().$executeRaw`
    with forgotten as (delete from worker_heartbeat where beat_at < now() - interval '1 day' and owner <> ${owner})
    insert into worker_heartbeat (owner, beat_at) values (${owner}, now())
    on conflict (owner) do update set beat_at = excluded.beat_at`;
}

/** Says that this worker has stopped on purpose. */
export async function stopHeart(owner: string): Promise<void> {
  await workerDatabase().$executeRaw`delete from worker_heartbeat where owner = ${owner}`;
}
