import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { dayOf } from "~/platform/format";
import { openingsLostOf, schoolYearUntil } from "./openings-lost.queries.server";
import { lostThisYear } from "./time-out.words";

/** Learners to choose from, with the openings lost this school year added to what is said of earlier alerts. */
export function addOpeningsLost<Found extends { id: string; earlier: string | null }>(
  actor: Actor,
  learners: readonly Found[],
  clock: Clock,
): Promise<Found[]> {
  return asActor(actor, async (tx) => {
    const ids = learners.map((learner) => learner.id);
    const lost = await openingsLostOf(tx, ids, schoolYearUntil(dayOf(clock.now())));
    return learners.map((learner) => {
      const openings = lost.get(learner.id);
      const words = [learner.earlier, openings ? lostThisYear(openings) : null].filter(
        (line) => line !== null,
      );
      return { ...learner, earlier: words.join("; ") || null };
    });
  });
}
