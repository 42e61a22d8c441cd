import type { Template } from "#emails/registry";
import type { Tx } from "~/platform/database.server";

/**
 * Withdraws the mails of these templates about an alert that are not sent yet: none of them is claimed once this
 * transaction has committed. One that is on its way meanwhile is not tried again if it fails.
 * @returns how many
 */
export async function dropQueuedMails(
  tx: Tx,
  alertId: string,
  templates: readonly Template[],
): Promise<number> {
  // A function of the owner: the web role cannot change the outbox.
  const [answer] = await tx.$queryRaw<{ dropped: number }[]>`
    select app.drop_queued_mails(${alertId}::uuid, ${[...templates]}::text[]) as dropped`;
  return answer?.dropped ?? 0;
}
