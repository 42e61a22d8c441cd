import type { Tx } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { toDateColumn } from "~/platform/format";
import type { FactKind } from "./alerts.words";

/** Something that a later room found out about an alert's incident. Days are "2026-11-22". */
export type NewFact = {
  /** Given by that room, which finds the fact by it again. */
  id: string;
  alertId: string;
  kind: FactKind;
  happenedOn: string;
  /** The first day on which it counts; until then nobody is shown it. */
  countsFrom: string;
  source: string;
};

type Adding = { at: Date; today: string; personId: string };

/**
 * Adds a fact, in the transaction of the command that found it. The same fact again puts off the day from which it counts,
 * as long as it does not count yet.
 * @throws NotFound for an alert that the actor may not see
 */
export async function addFact(tx: Tx, fact: NewFact, { at, today, personId }: Adding): Promise<void> {
  const { id, alertId } = fact;
  if ((await tx.alert.count({ where: { id: alertId } })) === 0) {
    throw new NotFound("There is no such alert.", { alertId });
  }
  const happenedOn = toDateColumn(fact.happenedOn);
  const countsFrom = toDateColumn(fact.countsFrom);
  const row = { ...fact, happenedOn, countsFrom, recordedAt: at, personId };
  const { count } = await tx.alertFact.createMany({ data: [row], skipDuplicates: true });
  if (count > 0) return;
  await tx.alertFact.updateMany({
    where: { id, alertId, OR: [{ countsFrom: { gt: toDateColumn(today) } }, { withdrawnAt: { not: null } }] },
    data: { countsFrom, withdrawnAt: null },
  });
}

/** Takes back a fact that does not count yet. What counts already has happened, and stays. */
export async function dropFactToCome(tx: Tx, id: string, { at, today }: { at: Date; today: string }) {
  await tx.alertFact.updateMany({
    where: { id, withdrawnAt: null, countsFrom: { gt: toDateColumn(today) } },
    data: { withdrawnAt: at },
  });
}

/** Takes back a fact that was recorded by mistake; it stays on the record and counts for nothing. */
export async function withdrawFact(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.alertFact.updateMany({ where: { id, withdrawnAt: null }, data: { withdrawnAt: at } });
}
