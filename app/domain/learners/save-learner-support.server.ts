import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Invalid } from "~/platform/errors";
import { dayOf, toDateColumn } from "~/platform/format";
import { changeLearner } from "./internal/change-learner.server";
import { checkCodes } from "./internal/check-codes.server";
import { changedFields, refuseStale } from "./internal/refuse-stale";
import type { SaveLearnerSupportInput } from "./learner-support.schema";
import { supportWords } from "./learner-support.words";
import { learnersPolicy } from "./learners.policy";

const valuesOf = (input: SaveLearnerSupportInput) => ({
  languages: input.languages,
  interpreter: input.interpreter ?? null,
  asn: input.asn ?? null,
  csp: input.csp ?? null,
  cspConsideredOn: input.cspConsideredOn ? toDateColumn(input.cspConsideredOn) : null,
  hasIep: input.hasIep ? input.hasIep === "yes" : null,
  stagedIntervention: input.stagedIntervention ?? null,
});

const nothingYet = { ...valuesOf({ learnerId: "", version: 0, languages: [] }), version: 0 };
type OnRecord = { languages: string[]; stagedIntervention: string | null };

async function check(tx: Tx, input: SaveLearnerSupportInput, now: OnRecord, day: string): Promise<void> {
  const { languages, stagedIntervention: level, cspConsideredOn } = input;
  if (cspConsideredOn && cspConsideredOn > day)
    throw new Invalid("CSP considered on must not be in the future", "cspConsideredOn");
  await checkCodes(tx, { list: "language", field: "languages", chosen: languages, kept: now.languages, day });
  const staged = { list: "staged_intervention", field: "stagedIntervention" } as const;
  await checkCodes(tx, { ...staged, chosen: [level], kept: [now.stagedIntervention], day });
}

/**
 * Says which languages a learner speaks and what support is in place. What is the same as on record is no change.
 * @throws NotAllowed; NotFound; Invalid; Conflict when somebody saved something else since `version` was read
 */
export function saveLearnerSupport(
  actor: Actor,
  input: SaveLearnerSupportInput,
  clock: Clock,
): Promise<void> {
  const { learnerId, version: read } = input;
  return changeLearner(actor, { learnerId, permission: learnersPolicy.change, clock }, async (tx, _, at) => {
    const now = (await tx.learnerSupport.findUnique({ where: { learnerId } })) ?? nothingYet;
    await check(tx, input, now, dayOf(at));
    const values = valuesOf(input);
    const changed = changedFields(now, values);
    if (changed.length === 0) return null;
    refuseStale(
      { onRecord: now.version, read },
      changed.map((name) => supportWords[name].label),
    );
    const row = { ...values, version: read + 1 };
    if (read === 0) await tx.learnerSupport.createMany({ data: [{ learnerId, ...row }] });
    else await tx.learnerSupport.update({ where: { learnerId }, data: row });
    return {
      kind: "learner_support.changed",
      summary: "Languages and support changed",
      audience: "school_and_virtual_school",
      audit: { fields: changed.join(" ") },
    };
  });
}
