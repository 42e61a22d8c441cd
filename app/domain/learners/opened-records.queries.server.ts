import { namesOf } from "~/domain/accounts/accounts.queries.server";
import { read, type Tx } from "~/platform/database.server";
import { Prisma } from "~/platform/generated/prisma/client";
import { learnersByIds } from "./learners.queries.server";

/** A record that was opened with a reason. `learner` is null once its learner is gone. */
export type ListedOpening = {
  id: string;
  by: string;
  learner: { id: string; name: string } | null;
  reason: string;
  openedAt: Date;
  untilAt: Date;
  endedAt: Date | null;
  isOpen: boolean;
  isSeen: boolean;
  /** By the actor, so that somebody else has to look at it. */
  isOwn: boolean;
};

/** Records opened with a reason, newest first, at most `limit`: all for the Virtual School head teacher. Three queries. */
export async function openingsUntil(
  tx: Tx,
  { now, limit, personId: actorId }: { now: Date; limit: number; personId: string },
): Promise<ListedOpening[]> {
  const rows = await tx.openedRecord.findMany({
    orderBy: [{ openedAt: "desc" }, { id: "asc" }],
    take: limit,
  });
  const names = await namesOf(
    tx,
    rows.map((row) => row.personId),
  );
  const learners = await learnersByIds(
    tx,
    rows.map((row) => row.learnerId),
  );
  return rows.map(({ id, personId, learnerId, reason, openedAt, untilAt, endedAt, seenAt }) => ({
    id,
    by: names.get(personId) ?? "",
    learner: learners.get(learnerId) ?? null,
    reason,
    openedAt,
    untilAt,
    endedAt,
    isOpen: endedAt === null && untilAt > now,
    isSeen: seenAt !== null,
    isOwn: personId === actorId,
  }));
}

/** How many records others opened with a reason and no Virtual School head teacher looked at yet. */
export const openingsToLookAt = (tx: Tx, { personId }: { personId: string }): Promise<number> =>
  tx.openedRecord.count({ where: { seenAt: null, personId: { not: personId } } });

/** The actor's own opening of a record that runs now, if any: who works with the learner has none. */
export const openingRead = ({
  learnerId,
  personId,
  now,
}: {
  learnerId: string;
  personId: string;
  now: Date;
}) =>
  read<{ id: string; untilAt: string }>(Prisma.sql`SELECT o.id, o.until_at AS "untilAt" FROM opened_record o
    WHERE o.learner_id = ${learnerId}::uuid AND o.person_id = ${personId}::uuid AND o.ended_at IS NULL AND o.until_at > ${now}
    ORDER BY o.until_at DESC LIMIT 1`);
