import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { inBatches } from "~/platform/intake/batches";
import { recordBatch } from "./internal/record-batch.server";
import type { ApplyReconciliationInput } from "./reconcile.schema";

/**
 * Saves the rows of a file, batch after batch. A run that ends in the middle is gone on with by the next press and ends in
 * the same; the same file a second time changes nothing.
 * @throws NotAllowed, NotFound; Conflict before its columns are mapped
 */
export async function applyReconciliation(
  actor: Actor,
  input: ApplyReconciliationInput,
  clock: Clock,
): Promise<void> {
  await inBatches(() => recordBatch(actor, input.importId, clock.now()));
}
