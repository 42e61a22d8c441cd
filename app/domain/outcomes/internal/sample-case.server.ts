import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { isUuid } from "~/platform/uuid";

/**
 * A case with what must not leave of it.
 * @throws NotFound when there is none in this sample, or none for this actor
 */
export async function caseOf(tx: Tx, { sampleId, caseId }: { sampleId?: string; caseId?: string }) {
  const found =
    isUuid(caseId) && isUuid(sampleId)
      ? await tx.qualityCase.findFirst({ where: { id: caseId, sampleId }, include: { source: true } })
      : null;
  if (!found?.source) throw new NotFound("There is no such example.");
  return { ...found, source: found.source };
}

export type FoundCase = Awaited<ReturnType<typeof caseOf>>;

/** Said to whoever comes second. */
export const staleWords =
  "Somebody changed this example meanwhile. Open it again; what you typed is still here to be copied.";
