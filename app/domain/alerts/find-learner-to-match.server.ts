import { takeTurn } from "~/domain/accounts/take-turn.server";
import { writeReadLine } from "~/domain/audit/write-read-line.server";
import { findByName } from "~/domain/learners/find-by-name.queries.server";
import { birthDaysOf, schoolIdsOf } from "~/domain/learners/learners.queries.server";
import { schoolsByIds } from "~/domain/organisations/organisations.queries.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor, type Tx } from "~/platform/database.server";
import { NotAllowed } from "~/platform/errors";
import { dayOf, formatDay, toDateColumn } from "~/platform/format";
import { alertsPolicy } from "./alerts.policy";

const mostRows = 8;
const searchesPerMinute = 60;

/** A learner who may be the child of an unverified alert, with what tells two of one name apart. */
export type PossibleLearner = {
  id: string;
  name: string;
  stage: string;
  born: string | null;
  schools: string;
  /** On the roll of the school that raised the alert: only then does it go on seeing a name. */
  isOnRoll: boolean;
};

async function search(
  tx: Tx,
  query: { typed: string; schoolId: string; day: Date },
): Promise<PossibleLearner[]> {
  const found = await findByName(tx, { typed: query.typed, limit: mostRows });
  const ids = found.map((learner) => learner.id);
  const born = await birthDaysOf(tx, ids);
  const schoolIds = await schoolIdsOf(tx, ids, query.day);
  const schools = await schoolsByIds(tx, [...schoolIds.values()].flat());
  return found.map(({ id, name, stage }) => {
    const own = schoolIds.get(id) ?? [];
    const birthDay = born.get(id);
    return {
      id,
      name,
      stage,
      born: birthDay ? formatDay(birthDay) : null,
      schools: own.map((schoolId) => schools.get(schoolId)?.name ?? "").join(", ") || "No school",
      isOnRoll: own.includes(query.schoolId),
    };
  });
}

/**
 * Up to eight learners, of any school, by any of their names or by SCN, as `findByName` does. Null: too many searches in
 * a minute. What was typed is not kept anywhere.
 * @throws NotAllowed for anybody who may not verify
 */
export async function findLearnerToMatch(
  actor: Actor,
  query: { typed: string; schoolId: string },
  clock: Clock,
): Promise<PossibleLearner[] | null> {
  if (!may(actor, alertsPolicy.verify)) throw new NotAllowed("Your role does not include this.");
  if (!(await takeTurn(`find-learner ${actor.personId}`, searchesPerMinute, 60))) return null;
  const at = clock.now();
  return asActor(actor, async (tx) => {
    const found = await search(tx, { ...query, day: toDateColumn(dayOf(at)) });
    const ids = found.map((learner) => learner.id);
    if (ids.length > 0)
      await writeReadLine(tx, { at, personId: actor.personId, section: "find-learner", ids });
    return found;
  });
}
