import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { NotAllowed } from "~/platform/errors";
import { dayOf } from "~/platform/format";
import { alternativesOf } from "./alternatives.queries.server";
import { outcomesPolicy } from "./outcomes.policy";

/**
 * Shares the figures of alternatives with everybody who considers one: those that have grown enough, each a new version.
 * A press with nothing to share leaves no trace.
 * @returns how many were shared
 * @throws NotAllowed
 */
export function shareAlternativeFigures(actor: Actor, clock: Clock): Promise<number> {
  if (!may(actor, outcomesPolicy.share))
    throw new NotAllowed("Only the Virtual School Head Teacher can share figures with schools.");
  return asActor(actor, async (tx) => {
    const sharedAt = clock.now();
    const { alternatives } = await alternativesOf(tx, dayOf(sharedAt));
    const by = { sharedAt, sharedById: actor.personId };
    const data = alternatives.flatMap(({ code, version, next }) =>
      next ? [{ alternative: code, version: version + 1, ...next, ...by }] : [],
    );
    if (data.length === 0) return 0;
    // Of two presses at once the second adds nothing.
    const { count } = await tx.alternativeFigure.createMany({ data, skipDuplicates: true });
    if (count === 0) return 0;
    await writeAuditLine(tx, {
      at: sharedAt,
      personId: actor.personId,
      action: "alternative_figures.shared",
      detail: { shared: data.map(({ alternative, version }) => `${alternative}@${version}`).join(" ") },
    });
    return count;
  });
}
