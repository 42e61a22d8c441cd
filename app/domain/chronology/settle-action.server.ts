import type { Tx } from "~/platform/database.server";
import { Conflict } from "~/platform/errors";

/**
 * Ticks an action off, once.
 * @throws Conflict when it is done or dropped already, or out of sight
 */
export async function settleAction(
  tx: Tx,
  action: { id: string; aboutId: string },
  done: { at: Date; personId: string },
): Promise<void> {
  const { count } = await tx.action.updateMany({
    where: { id: action.id, aboutId: action.aboutId, doneAt: null, droppedAt: null },
    data: { doneAt: done.at, doneBy: done.personId },
  });
  if (count === 0) throw new Conflict("This action is done or dropped already.", { actionId: action.id });
}

/** Drops what is still open on a record that has ended, also what the actor may not read; gives back how many. */
export async function dropOpenActions(tx: Tx, aboutId: string, at: Date): Promise<number> {
  // A function of the owner: somebody at the school does not see actions for the Virtual School only.
  const [answer] = await tx.$queryRaw<{ dropped: number }[]>`
    select app.drop_open_actions(${aboutId}::uuid, ${at}::timestamptz) as dropped`;
  return answer?.dropped ?? 0;
}
