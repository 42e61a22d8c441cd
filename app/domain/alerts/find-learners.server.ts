import { takeTurn } from "~/domain/accounts/take-turn.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { findByName } from "~/domain/learners/find-by-name.queries.server";
import type { NamedLearner } from "~/domain/learners/learners.queries.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { dayOf, formatDay } from "~/platform/format";
import { alertsPolicy } from "./alerts.policy";

/** A learner to choose, with a line on earlier alerts: "2 earlier alerts, the last on 3 November 2026". */
export type FoundLearner = NamedLearner & { earlier: string | null };

const mostRows = 8;
const searchesPerMinute = 60;

async function withEarlier(tx: Tx, learners: NamedLearner[]): Promise<FoundLearner[]> {
  const groups = await tx.alert.groupBy({
    by: ["learnerId"],
    where: { learnerId: { in: learners.map((learner) => learner.id) } },
    _count: true,
    _max: { raisedAt: true },
  });
  const words = new Map(
    groups.map(({ learnerId, _count: count, _max: { raisedAt } }) => [
      learnerId,
      `${count} earlier ${count === 1 ? "alert" : "alerts"}${raisedAt ? `, ${count === 1 ? "" : "the last "}on ${formatDay(raisedAt)}` : ""}`,
    ]),
  );
  return learners.map((learner) => ({ ...learner, earlier: words.get(learner.id) ?? null }));
}

/**
 * Up to eight learners on the roll of the actor's own school by any of their names or by SCN, as `findByName` does.
 * Null: too many searches in a minute. What was typed is not kept anywhere.
 */
export async function findLearners(
  actor: Actor,
  query: { schoolId: string; typed: string },
  clock: Clock,
): Promise<FoundLearner[] | null> {
  if (!may(actor, alertsPolicy.raise, query.schoolId)) return [];
  if (!(await takeTurn(`find-learner ${actor.personId}`, searchesPerMinute, 60))) return null;
  const at = clock.now();
  return asActor(actor, async (tx) => {
    const roll = { schoolId: query.schoolId, day: dayOf(at) };
    const found = await findByName(tx, { typed: query.typed, limit: mostRows, roll });
    if (found.length === 0) return [];
    await writeReadLine(tx, {
      at,
      personId: actor.personId,
      section: "find-learner",
      ids: found.map((learner) => learner.id),
    });
    return withEarlier(tx, found);
  });
}
