import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { relationInWords } from "~/domain/learners/learners.words";
import { notifyListOf } from "~/domain/learners/notify-list.queries.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { fromDateColumn } from "~/platform/format";
import { youngPersonWords } from "./exclusion-steps.words";
import { exclusionOf } from "./exclusions.queries.server";
import { endedWords } from "./internal/change-exclusion.server";

type Visit = { actor: Actor; clock: Clock; params: Record<string, string | undefined> };

/**
 * What the page of a task begins with: the exclusion's heading, and the sentence that stands in place of the form when
 * it has ended. Notes that it was read.
 * @throws NotFound when there is none, or none for this actor
 */
export async function openExclusionTask(tx: Tx, { actor, clock, params }: Visit) {
  const row = await exclusionOf(tx, params.id);
  const { id, reference, schoolId, learnerId, decidedBy } = row;
  await writeReadLine(tx, {
    at: clock.now(),
    personId: actor.personId,
    section: "exclusion",
    learnerId,
    ids: [id],
  });
  return {
    exclusion: { id, reference, schoolId, learnerId, decidedBy, decidedOn: fromDateColumn(row.decidedOn) },
    refused: endedWords(row),
    /** The sentence for what a closed record still takes, such as an appeal. */
    annulled: endedWords({ ...row, closedAt: null }),
  };
}

/** The people to whom a step can refer: those who may be told the decision, and the young person. */
export async function peopleToTell(tx: Tx, learnerId: string) {
  const entries = await notifyListOf(tx, learnerId);
  const mayBeTold = entries.filter((entry) => entry.mayBeTold.includes("decision"));
  return {
    options: [
      ...mayBeTold.map((entry) => ({
        value: entry.id,
        label: `${entry.name}, ${relationInWords(entry.relation).toLowerCase()}`,
      })),
      { value: "learner", label: youngPersonWords },
    ],
    leftOut: entries.length - mayBeTold.length,
  };
}
