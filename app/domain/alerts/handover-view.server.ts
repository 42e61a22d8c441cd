import { namesOf } from "~/domain/accounts/accounts.queries.server";
import type { Actor } from "~/platform/actor";
import type { Tx } from "~/platform/database.server";
import { openHandOver } from "./internal/open-hand-over.server";

/** The request to take an alert over that waits: who asks whom, and whether the actor is one of them. */
export async function handoverView(tx: Tx, alertId: string, actor: Actor) {
  const open = await openHandOver(tx, alertId);
  if (!open) return null;
  const names = await namesOf(tx, [open.fromId, open.toId]);
  const nameOf = (id: string) => names.get(id) ?? "Somebody who has left";
  return {
    from: nameOf(open.fromId),
    to: nameOf(open.toId),
    isForMe: open.toId === actor.personId,
    isMine: open.fromId === actor.personId,
  };
}

export type HandoverView = NonNullable<Awaited<ReturnType<typeof handoverView>>>;

/** The alerts that others ask the actor to take over, oldest first. */
export async function handoversFor(
  tx: Tx,
  actor: Actor,
): Promise<{ id: string; reference: string; from: string }[]> {
  const open = await tx.alertHandover.findMany({
    where: { toId: actor.personId, answeredAt: null },
    orderBy: { askedAt: "asc" },
    select: { fromId: true, alert: { select: { id: true, reference: true } } },
  });
  const names = await namesOf(
    tx,
    open.map((each) => each.fromId),
  );
  return open.map(({ fromId, alert }) => ({ ...alert, from: names.get(fromId) ?? "Somebody who has left" }));
}
