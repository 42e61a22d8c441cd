import { addCalendarDays } from "~/domain/calendars/calendars.clocks";
import { notifyListOf } from "~/domain/learners/notify-list.queries.server";
import type { Actor } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { dayOf, formatDay, toDateColumn } from "~/platform/format";
import { stepQuestions } from "../exclusion-steps.words";
import type { RecordStepInput } from "../exclusions.schema";
import { stepLabels } from "../exclusions.words";
import type { ExclusionChange, LockedExclusion } from "./change-exclusion.server";

/** A meeting further away than this is a slip of the month. */
const farthestMeetingDays = 60;

function checkDay({ kind, happenedOn }: RecordStepInput, decidedOn: string, today: string): void {
  if (happenedOn < decidedOn)
    throw new Invalid(`Day must be ${formatDay(decidedOn)}, the day of the decision, or later`, "happenedOn");
  if (kind !== "meeting_offered" && happenedOn > today)
    throw new Invalid("Day must be today or earlier", "happenedOn");
  if (happenedOn > addCalendarDays(today, farthestMeetingDays))
    throw new Invalid(`Day must be within ${farthestMeetingDays} days`, "happenedOn");
}

/** Only people who may be told the decision are ever named as told. */
async function checkPeople(tx: Tx, personIds: readonly string[], learnerId: string): Promise<void> {
  if (personIds.length === 0) return;
  const entries = await notifyListOf(tx, learnerId);
  const mayBeTold = (id: string) =>
    entries.some((entry) => entry.id === id && entry.mayBeTold.includes("decision"));
  if (!personIds.every(mayBeTold)) {
    throw new Invalid(
      "The notify list says that one of these people may not be told. Ring the Virtual School first",
      "people",
    );
  }
}

async function checkAppeal(tx: Tx, { kind }: RecordStepInput, exclusionId: string): Promise<void> {
  if (kind !== "appeal_confirmed" && kind !== "appeal_modified") return;
  const lodged = await tx.exclusionStep.count({ where: { exclusionId, kind: "appeal_lodged" } });
  if (lodged === 0) throw new Invalid("Record first that an appeal was lodged.");
}

/** What the form of this step asks; anything else that came along is dropped. */
function rowOf(input: RecordStepInput, personIds: string[]) {
  const asked = stepQuestions[input.kind];
  return {
    kind: input.kind,
    happenedOn: toDateColumn(input.happenedOn),
    time: asked.time ? (input.time ?? null) : null,
    byName: input.byName,
    method: asked.asksMethod ? (input.method ?? null) : null,
    toPersonIds: asked.people ? personIds : [],
    toLearner: asked.people !== undefined && input.people.includes("learner"),
    words: asked.words ? (input.words ?? null) : null,
  };
}

async function check(tx: Tx, input: RecordStepInput, exclusion: LockedExclusion, today: string) {
  const personIds = [...new Set(input.people)].filter((id) => id !== "learner");
  checkDay(input, exclusion.decidedOn, today);
  await checkPeople(tx, personIds, exclusion.learnerId);
  await checkAppeal(tx, input, exclusion.id);
  return rowOf(input, personIds);
}

type In = { exclusion: LockedExclusion; actor: Actor; at: Date };

/**
 * Writes one step of a locked exclusion; null when it was stored before.
 * @throws Invalid for a day before the decision or to come, for people who may not be told, for an appeal's end without
 * its begin
 */
export async function writeStep(
  tx: Tx,
  input: RecordStepInput,
  { exclusion, actor, at }: In,
): Promise<ExclusionChange | null> {
  const { stepId: id } = input;
  if ((await tx.exclusionStep.count({ where: { id } })) > 0) return null;
  const row = await check(tx, input, exclusion, dayOf(at));
  const recorded = { recordedById: actor.personId, recordedAt: at };
  await tx.exclusionStep.createMany({ data: [{ id, exclusionId: exclusion.id, ...row, ...recorded }] });
  return {
    event: {
      kind: "exclusion_step.recorded",
      summary: `${stepLabels[input.kind]}, ${formatDay(input.happenedOn)}`,
      detail: [`By ${row.byName}.`, row.words].filter(Boolean).join("\n"),
    },
    audit: { step: input.kind, happenedOn: input.happenedOn },
  };
}
