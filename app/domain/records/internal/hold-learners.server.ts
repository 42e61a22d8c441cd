import { addEvent } from "~/domain/chronology/add-event.server";
import type { Tx } from "~/platform/database.server";
import { Conflict } from "~/platform/errors";

/** Until the transaction ends nobody else changes these learners, or adds to them: a function of the owner, who sees them set aside too. */
export async function holdLearners(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$queryRaw`SELECT app.hold_learners(${[...ids]}::uuid[])`;
}

/** The refusal of a press on a page that shows what is not so any more. */
export const changedMeanwhile = (): Conflict =>
  new Conflict("Something changed on one of the records since this page was shown. Look at it again.");

const summaries = {
  "record.merged": "Another record of this learner was merged into this one",
  "record.merge_undone": "The merge of another record into this one was undone",
} as const;

type MergeEvent = { kind: keyof typeof summaries; learnerId: string; personId: string; at: Date };

/** The line on the kept record. For the Virtual School: that there was a second record can tell where the learner was before. */
export async function addMergeEvent(tx: Tx, { kind, learnerId, personId, at }: MergeEvent): Promise<void> {
  const { schoolId } = await tx.schoolEnrolment.findFirstOrThrow({
    where: { learnerId },
    orderBy: [{ kind: "asc" }, { startedOn: "desc" }],
    select: { schoolId: true },
  });
  await addEvent(tx, {
    ...{ at, kind, learnerId, personId, schoolId, summary: summaries[kind] },
    about: { kind: "learner", id: learnerId },
    audience: "virtual_school_only",
  });
}
