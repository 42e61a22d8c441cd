import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { checkChannelAllowed, storeChannel } from "./internal/store-channel.server";

/**
 * Sets where text messages go, and switches them on.
 * @throws Conflict when the authority does not allow them
 */
export function saveTextChannel(actor: Actor, { phone }: { phone: string }, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    await checkChannelAllowed(tx, actor, "sms");
    await storeChannel(tx, actor, { kind: "sms", isOn: true, address: phone, signingKey: null }, clock);
  });
}
