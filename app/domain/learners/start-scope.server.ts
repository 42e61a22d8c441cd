import { authorityExists } from "~/domain/organisations/organisations.queries.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { Invalid } from "~/platform/errors";
import { toDateColumn } from "~/platform/format";
import type { StartScopeInput } from "./care.schema";
import { changeLearner } from "./internal/change-learner.server";
import { learnersPolicy } from "./learners.policy";

/**
 * Says why else the Virtual School works with a learner, from a day on; one that lasts already is left as it is.
 * @throws NotAllowed; NotFound; Invalid for an authority that there is not
 */
export function startScope(actor: Actor, input: StartScopeInput, clock: Clock): Promise<void> {
  const { learnerId, scope, homeAuthorityId, source } = input;
  return changeLearner(actor, { learnerId, permission: learnersPolicy.changeCare, clock }, async (tx) => {
    if (!(await authorityExists(tx, homeAuthorityId)))
      throw new Invalid("Select the home authority", "homeAuthorityId");
    if ((await tx.learnerScope.count({ where: { learnerId, scope, endedOn: null } })) > 0) return null;
    const startedOn = toDateColumn(input.startedOn);
    await tx.learnerScope.createMany({ data: [{ learnerId, scope, startedOn, homeAuthorityId, source }] });
    return {
      kind: "scope.started",
      summary: "Why the Virtual School works with the learner: added to",
      audience: "virtual_school_only",
      audit: { startedOn: input.startedOn, homeAuthorityId },
    };
  });
}
