import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { dayOf, formatDay, fromDateColumn, toDateColumn } from "~/platform/format";
import { exclusionsPolicy } from "./exclusions.policy";
import { stepLabels } from "./exclusions.words";
import { changeExclusion, type LockedExclusion } from "./internal/change-exclusion.server";
import type { RecordReturnInput } from "./return-plan.schema";

/** The day on which the child came back, the earliest that was recorded; null while they are out. */
async function returnedOn(tx: Tx, exclusionId: string): Promise<string | null> {
  const step = await tx.exclusionStep.findFirst({
    where: { exclusionId, kind: "returned" },
    orderBy: { happenedOn: "asc" },
    select: { happenedOn: true },
  });
  return step && fromDateColumn(step.happenedOn);
}

async function refuseDay(
  tx: Tx,
  { kind, happenedOn }: RecordReturnInput,
  exclusion: LockedExclusion,
  today: string,
) {
  if (happenedOn > today) throw new Invalid("Day must be today or earlier", "happenedOn");
  const returned = kind === "returned" ? exclusion.startsOn : await returnedOn(tx, exclusion.id);
  if (returned === null) throw new Invalid("Record first that the young person is back in school", "kind");
  if (happenedOn >= returned) return;
  const what = kind === "returned" ? "the first day out of school" : "the day of return";
  throw new Invalid(`Day must be ${formatDay(returned)}, ${what}, or later`, "happenedOn");
}

/**
 * Writes down a step of the way back: the child is in school again, the first day was checked, the plan was reviewed.
 * @throws Invalid for a day to come or before the return; Conflict once the record is closed
 */
export function recordReturn(actor: Actor, input: RecordReturnInput, clock: Clock) {
  const { exclusionId, stepId: id, kind } = input;
  const request = { exclusionId, permission: exclusionsPolicy.record, clock };
  return changeExclusion(actor, request, async (tx, exclusion, at) => {
    if ((await tx.exclusionStep.count({ where: { id } })) > 0) return null;
    await refuseDay(tx, input, exclusion, dayOf(at));
    const row = { id, exclusionId, kind, happenedOn: toDateColumn(input.happenedOn), byName: input.byName };
    const recorded = { words: input.words ?? null, recordedById: actor.personId, recordedAt: at };
    await tx.exclusionStep.createMany({ data: [{ ...row, ...recorded }] });
    return {
      event: {
        kind: "exclusion_step.recorded",
        summary: `${stepLabels[kind]}, ${formatDay(input.happenedOn)}`,
        detail: [`By ${input.byName}.`, input.words].filter(Boolean).join("\n"),
      },
      audit: { step: kind, happenedOn: input.happenedOn },
    };
  });
}
