import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { NotFound } from "~/platform/errors";
import { newWebhookKey } from "./internal/new-webhook-key.server";
import { checkChannelAllowed, storeChannel } from "./internal/store-channel.server";

/**
 * Gives the actor's webhook a new key; messages that are queued already are signed with the old one.
 * @throws NotFound when no webhook is set up; Conflict when the authority does not allow one
 */
export function renewWebhookKey(actor: Actor, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    await checkChannelAllowed(tx, actor, "webhook");
    const stored = await tx.personChannel.findUnique({
      where: { personId_kind: { personId: actor.personId, kind: "webhook" } },
      select: { isOn: true, address: true },
    });
    if (!stored) throw new NotFound("The webhook is not set up yet.");
    await storeChannel(tx, actor, { kind: "webhook", ...stored, signingKey: newWebhookKey() }, clock);
  });
}
