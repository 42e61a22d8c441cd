import { codeLabels } from "~/domain/reference/reference.queries.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { Invalid } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { exclusionsPolicy } from "./exclusions.policy";
import type { RecordEducationInput } from "./exclusions.schema";
import { noneSoFar } from "./exclusions.words";
import { changeExclusion } from "./internal/change-exclusion.server";
import { addEducation } from "./internal/education-rows.server";
import { checkProvision } from "./internal/offered-codes.server";

/**
 * Writes down what education there is from now on, "none so far" included. The latest answer holds.
 * @throws Invalid for a day before the decision or an entry no longer offered; Conflict once the record is closed
 */
export function recordEducation(actor: Actor, input: RecordEducationInput, clock: Clock) {
  const { exclusionId, educationId: id } = input;
  const request = { exclusionId, permission: exclusionsPolicy.record, clock };
  return changeExclusion(actor, request, async (tx, exclusion, at) => {
    if ((await tx.exclusionEducation.count({ where: { id } })) > 0) return null;
    const today = dayOf(at);
    const isNone = input.provision === noneSoFar;
    if (!isNone && input.educationFrom && input.educationFrom < exclusion.decidedOn)
      throw new Invalid("Day must be the day of the decision or later", "educationFrom");
    await checkProvision(tx, input.provision, today);
    const { decidedOn } = exclusion;
    const recorded = { recordedById: actor.personId, recordedAt: at };
    await addEducation(tx, { id, exclusionId, decidedOn }, input, recorded);
    const label = (await codeLabels(tx, "education_meanwhile", today)).get(input.provision);
    return {
      event: {
        kind: "exclusion_education.recorded",
        summary: `Education meanwhile: ${(label ?? input.provision).toLowerCase()}`,
        detail: [`Decided by ${input.educationDecidedBy}.`, isNone ? input.educationWhy : null]
          .filter(Boolean)
          .join("\n"),
      },
      audit: { provision: input.provision },
    };
  });
}
