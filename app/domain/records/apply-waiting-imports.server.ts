import { actorOf } from "~/domain/accounts/current-actor.server";
import type { Clock } from "~/platform/clock";
import { asWorker } from "~/platform/database.server";
import { NotAllowed, NotFound } from "~/platform/errors";
import { batchSize } from "~/platform/intake/batches";
import { afterFault } from "./internal/after-fault.server";
import { applyBatch } from "./internal/apply-batch.server";

type Work = {
  /** The injected clock, read anew for each batch. */
  clock: () => Promise<Clock>;
  /** Between two batches: is the worker to stop? */
  isOver: () => boolean;
};

/** Imports somebody pressed the button of, the oldest first; ids only. */
async function waiting(): Promise<string[]> {
  const rows = await asWorker((tx) => tx.$queryRaw<{ id: string }[]>`SELECT app.imports_to_apply() AS id`);
  return rows.map(({ id }) => id);
}

/** Whoever brought it, with the roles they hold now; null when it is done or they hold none. */
async function actorFor(importId: string, at: Date) {
  const [row] = await asWorker(
    (tx) => tx.$queryRaw<{ id: string | null }[]>`SELECT app.person_of_import(${importId}::uuid) AS id`,
  );
  return row?.id ? actorOf(row.id, at) : null;
}

const stop = (importId: string) => asWorker((tx) => tx.$queryRaw`SELECT app.stop_import(${importId}::uuid)`);

const refusal = "This row does not fit with what is on record. Enter it by hand";

/** Batches that the database does not take, or not in time, get smaller, until the one row that it does not take is refused. */
async function applyOne(importId: string, { clock, isOver }: Work): Promise<void> {
  let take = batchSize;
  while (!isOver()) {
    const at = (await clock()).now();
    const actor = await actorFor(importId, at);
    if (!actor) return;
    try {
      const { left } = await applyBatch(actor, { importId, at, take });
      if (left === 0) return;
      take = Math.min(batchSize, take * 2);
    } catch (error) {
      // To them it is not there any more: their role has ended.
      if (error instanceof NotAllowed || error instanceof NotFound) return void (await stop(importId));
      const next = afterFault(error, take);
      if (next === "wait") throw error;
      if (next === "refuse") await applyBatch(actor, { importId, at, take, refusal });
      else take = next;
    }
  }
}

/**
 * Saves the rows of every file that somebody pressed the button of, batch after batch, as that person, who is looked at
 * again before each batch. Any number of workers beside each other; one that is killed leaves nothing half done. An import
 * that cannot go on now holds up none of the others.
 * @throws what the first of those met
 */
export async function applyWaitingImports(work: Work): Promise<void> {
  const faults: unknown[] = [];
  for (const importId of await waiting()) await applyOne(importId, work).catch((fault) => faults.push(fault));
  if (faults.length > 0) throw faults[0];
}
