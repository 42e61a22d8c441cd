import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Conflict, NotAllowed } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { addMergeEvent, changedMeanwhile, holdLearners } from "./internal/hold-learners.server";
import { columnsFromMerged } from "./internal/merge-fields";
import type { MergeLearnersInput } from "./merge.schema";
import { mergePlan } from "./merge-plan.queries.server";
import { recordsPolicy } from "./records.policy";

/** Somebody else was first: with these two, or with one of them. */
async function refuseMerged(tx: Tx, { keptId, mergedId }: MergeLearnersInput): Promise<void> {
  const either = [keptId, mergedId];
  const merged = await tx.learnerMerge.count({ where: { mergedId: { in: either }, undoneAt: null } });
  if (merged > 0)
    throw new Conflict("One of the two was merged into another record meanwhile. Look under Merged records.");
}

/**
 * Makes two records of one learner one: everything of the one goes to the other, but what the other has in its place already,
 * and the first is set aside. The same form twice is one merge. Gives its id.
 * @throws NotAllowed; NotFound; Conflict when something has to be put right first, or changed since the page was shown
 */
export function mergeLearners(actor: Actor, input: MergeLearnersInput, clock: Clock): Promise<string> {
  return asActor(actor, async (tx) => {
    if (!may(actor, recordsPolicy.merge)) throw new NotAllowed("Only the Virtual School can merge records.");
    const { mergeId, keptId, mergedId, seen, ...choices } = input;
    const at = clock.now();
    await holdLearners(tx, [keptId, mergedId]);
    if ((await tx.learnerMerge.count({ where: { id: mergeId } })) > 0) return mergeId;
    await refuseMerged(tx, input);
    const plan = await mergePlan(tx, { keptId, mergedId }, dayOf(at));
    if (plan.problem) throw new Conflict(plan.problem.sentence, { keptId, mergedId });
    if (plan.seen !== seen) throw changedMeanwhile();
    const columns = columnsFromMerged(plan.pair, choices);
    const [answer] = await tx.$queryRaw<{ moved: number | null }[]>`
      SELECT app.merge_learners(${mergeId}::uuid, ${keptId}::uuid, ${mergedId}::uuid, ${columns}::text[], ${at}::timestamptz) AS moved`;
    const moved = answer?.moved ?? null;
    if (moved === null) throw changedMeanwhile();
    const stayed = plan.rows.filter((row) => row.stays).length;
    await addMergeEvent(tx, { kind: "record.merged", learnerId: keptId, personId: actor.personId, at });
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "record.merged",
      subject: { kind: "learner", id: keptId },
      detail: { mergeId, mergedId, moved, stayed, fields: columns.join(" ") },
    });
    return mergeId;
  });
}
