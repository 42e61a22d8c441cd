import type { Tx } from "~/platform/database.server";
import { formatDayTime } from "~/platform/format";

type Of = { id: string; schoolId: string; learnerId: string | null };

/** Alerts that this one may repeat: of the same school and not ended; never of two learners who are both known. */
export const repeatable = ({ id, schoolId, learnerId }: Of) => ({
  id: { not: id },
  schoolId,
  isDrill: false,
  endedAt: null,
  ...(learnerId ? { OR: [{ learnerId }, { learnerId: null }] } : {}),
});

/** The choices of the form, newest first, at most ten. */
export async function duplicateChoices(tx: Tx, alert: Of): Promise<{ value: string; label: string }[]> {
  const alerts = await tx.alert.findMany({
    where: repeatable(alert),
    orderBy: [{ raisedAt: "desc" }, { id: "asc" }],
    take: 10,
    select: { id: true, reference: true, raisedAt: true },
  });
  return alerts.map(({ id, reference, raisedAt }) => ({
    value: id,
    label: `${reference}, raised ${formatDayTime(raisedAt)}`,
  }));
}
