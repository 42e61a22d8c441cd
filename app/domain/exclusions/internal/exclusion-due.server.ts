import { alertHeading } from "~/domain/alerts/alerts.queries.server";
import type { Tx } from "~/platform/database.server";
import { dayOf, toDateColumn } from "~/platform/format";
import { waitingDuties } from "../due-words";
import { dutiesOfExclusion, exclusionOf } from "../exclusions.queries.server";

/**
 * Writes down what is owed now, for the worker that reminds; called by every change of an exclusion, in its transaction.
 * A duty whose day has moved is reminded of anew.
 */
export async function rewriteDue(tx: Tx, exclusionId: string, at: Date): Promise<void> {
  const { reference, schoolId, alertId, closedAt } = await exclusionOf(tx, exclusionId);
  const waiting = closedAt ? [] : waitingDuties(await dutiesOfExclusion(tx, exclusionId, dayOf(at)));
  const coordinatorId = alertId ? (await alertHeading(tx, alertId)).ownerId : null;
  await tx.exclusionDue.deleteMany({
    where: {
      exclusionId,
      NOT: { OR: waiting.map(({ duty, dueOn }) => ({ duty, dueOn: toDateColumn(dueOn) })) },
    },
  });
  await tx.exclusionDue.createMany({
    data: waiting.map(({ duty, dueOn }) => ({
      exclusionId,
      duty,
      reference,
      schoolId,
      coordinatorId,
      dueOn: toDateColumn(dueOn),
      since: at,
    })),
    skipDuplicates: true,
  });
  await tx.exclusionDue.updateMany({ where: { exclusionId }, data: { coordinatorId } });
}
