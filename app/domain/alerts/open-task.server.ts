import { writeReadLine } from "~/domain/audit/write-read-line.server";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { alertHeading } from "./alerts.queries.server";
import { type AlertVerb, moveAlert } from "./internal/alert-states";

type Visit = { actor: Actor; clock: Clock; params: Record<string, string | undefined> };

/**
 * What the page of a verb begins with: the alert's heading, and the sentence that stands in place of the form when its
 * state refuses the verb. Notes that the alert was read.
 * @throws NotFound when there is none, or none for this actor
 */
export async function openTask(tx: Tx, { actor, clock, params }: Visit, verb: AlertVerb) {
  const alert = await alertHeading(tx, params.id);
  const at = clock.now();
  await writeReadLine(tx, {
    at,
    personId: actor.personId,
    section: "alert",
    learnerId: alert.learnerId,
    ids: [alert.id],
  });
  return { alert, refused: moveAlert(alert.state, verb).refused ?? null };
}
