import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Conflict, NotAllowed, NotFound } from "~/platform/errors";
import { addMergeEvent, changedMeanwhile, holdLearners } from "./internal/hold-learners.server";
import type { UndoMergeInput } from "./merge.schema";
import { recordsPolicy } from "./records.policy";
import { laterMerge, undoPlan } from "./undo-plan.queries.server";

/**
 * Takes a merge back: what moved goes back, values too where nobody changed them since; what came since stays with the kept
 * record. Undone already, nothing happens.
 * @throws NotAllowed; NotFound; Conflict when a later merge stands, or something changed since the page was shown
 */
export function undoMerge(actor: Actor, input: UndoMergeInput, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    if (!may(actor, recordsPolicy.merge)) throw new NotAllowed("Only the Virtual School can undo a merge.");
    const { mergeId, seen } = input;
    const at = clock.now();
    const where = { id: mergeId };
    const found = await tx.learnerMerge.findUnique({ where, select: { keptId: true, mergedId: true } });
    if (!found) throw new NotFound("There is no such merge.");
    await holdLearners(tx, [found.keptId, found.mergedId]);
    const merge = await tx.learnerMerge.findUniqueOrThrow({ where });
    if (merge.undoneAt) return;
    if (await laterMerge(tx, merge)) throw new Conflict("A later merge of this record is undone first.");
    if ((await undoPlan(tx, merge)).seen !== seen) throw changedMeanwhile();
    const [answer] = await tx.$queryRaw<{ moved: number | null }[]>`
      SELECT app.undo_merge(${mergeId}::uuid, ${at}::timestamptz) AS moved`;
    const moved = answer?.moved ?? null;
    if (moved === null) throw changedMeanwhile();
    const { keptId, mergedId } = merge;
    await addMergeEvent(tx, { kind: "record.merge_undone", learnerId: keptId, personId: actor.personId, at });
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "record.merge_undone",
      subject: { kind: "learner", id: keptId },
      detail: { mergeId, mergedId, moved },
    });
  });
}
