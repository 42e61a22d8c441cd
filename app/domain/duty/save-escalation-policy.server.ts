import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { homeAuthorityId } from "~/domain/organisations/organisations.queries.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { Conflict, NotAllowed } from "~/platform/errors";
import { dutyPolicy } from "./duty.policy";
import { escalationPolicyOf } from "./escalation-policy.queries.server";
import type { SaveEscalationPolicyInput } from "./escalation-policy.schema";
import type { EscalationPolicy, PolicyStep } from "./escalation-steps";
import { keepCovered } from "./keep-covered.server";

const inWords = (steps: readonly PolicyStep[]): string =>
  steps.map((step) => `${step.who} ${step.percent} ${step.floorMinutes}`).join(", ");

const isSame = (policy: EscalationPolicy, input: SaveEscalationPolicyInput): boolean =>
  inWords(policy.steps) === inWords(input.steps) && policy.hasRandomDrills === input.hasRandomDrills;

type New = { authorityId: string; input: SaveEscalationPolicyInput; actor: Actor; at: Date };

async function insert(tx: Tx, { authorityId, input, actor, at }: New): Promise<number> {
  const { steps, hasRandomDrills } = input;
  const version = input.version + 1;
  const row = {
    authorityId,
    version,
    steps: [...steps],
    hasRandomDrills,
    savedAt: at,
    savedById: actor.personId,
  };
  const { count } = await tx.escalationPolicy.createMany({ data: [row], skipDuplicates: true });
  if (count === 0)
    throw new Conflict("Somebody else has changed this meanwhile. Open it again.", { version });
  return version;
}

/**
 * Says who is told next while nobody answers, from the next alert on: a new version, beside the earlier ones. Steps of
 * alerts that were raised stay as they are.
 * @returns the version that holds
 * @throws NotAllowed; Conflict when somebody saved meanwhile; Invalid when a step would reach nobody and nobody is named instead
 */
export function saveEscalationPolicy(
  actor: Actor,
  input: SaveEscalationPolicyInput,
  clock: Clock,
): Promise<number> {
  if (!may(actor, dutyPolicy.savePolicy)) {
    throw new NotAllowed(
      "Only the Virtual School Head Teacher or an administrator can change who is told next.",
    );
  }
  return asActor(actor, async (tx) => {
    const at = clock.now();
    const authorityId = await homeAuthorityId(tx);
    const newest = await escalationPolicyOf(tx, authorityId);
    if (isSame(newest, input)) return newest.version;
    if (newest.version !== input.version)
      throw new Conflict("Somebody else has changed this meanwhile. Open it again.", {
        version: newest.version,
      });
    const { fallbackId } = input;
    const version = await keepCovered(tx, { actor, at, fallbackId }, () =>
      insert(tx, { authorityId, input, actor, at }),
    );
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "escalation_policy.saved",
      subject: { kind: "authority", id: authorityId },
      detail: {
        version,
        steps: inWords(input.steps),
        hasRandomDrills: input.hasRandomDrills,
        fallbackId: fallbackId ?? null,
      },
    });
    return version;
  });
}
