import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { appealSteps } from "./exclusion-steps.words";
import { exclusionsPolicy } from "./exclusions.policy";
import type { RecordStepInput } from "./exclusions.schema";
import { changeExclusion } from "./internal/change-exclusion.server";
import { writeStep } from "./internal/write-step.server";

/**
 * Writes down one thing done under regulation 4A, or about an appeal. Steps are never changed: a correction is a new one.
 * @throws Invalid for a day before the decision or to come, for people who may not be told, for an appeal's end without
 * its begin; Conflict once the record is closed
 */
export function recordStep(actor: Actor, input: RecordStepInput, clock: Clock) {
  const { exclusionId } = input;
  const isForAppeal = appealSteps.some((kind) => kind === input.kind);
  const request = { exclusionId, permission: exclusionsPolicy.record, clock, isForAppeal };
  return changeExclusion(actor, request, (tx, exclusion, at) =>
    writeStep(tx, input, { exclusion, actor, at }),
  );
}
