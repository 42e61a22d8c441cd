import { isIP } from "node:net";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { Invalid } from "~/platform/errors";
import { hostOf, isLoopbackAddress, isPublicAddress } from "~/platform/public-address.server";
import { newWebhookKey } from "./internal/new-webhook-key.server";
import { checkChannelAllowed, storeChannel } from "./internal/store-channel.server";

/** The address as it is stored: on the public internet as far as the name says; the worker looks at where it leads. */
function webhookAddress(text: string): string {
  const url = new URL(text);
  const host = hostOf(url);
  const isTest = env().WEBHOOK_LOOPBACK === "1" && url.protocol === "http:" && isLoopbackAddress(host);
  if (!isTest && url.protocol !== "https:")
    throw new Invalid("Address of the webhook must start with https://", "url");
  if (url.username || url.password)
    throw new Invalid("Address of the webhook must not hold a user name or password", "url");
  if (!isTest && isIP(host) && !isPublicAddress(host))
    throw new Invalid("Address of the webhook must be on the public internet", "url");
  url.hash = "";
  return url.href;
}

/**
 * Sets where the actor's webhook goes, and switches it on. It keeps its key if it has one.
 * @throws Conflict when the authority does not allow it; Invalid for an address that cannot be on the public internet
 */
export function saveWebhook(actor: Actor, input: { url: string }, clock: Clock): Promise<void> {
  return asActor(actor, async (tx) => {
    await checkChannelAllowed(tx, actor, "webhook");
    const address = webhookAddress(input.url);
    const stored = await tx.personChannel.findUnique({
      where: { personId_kind: { personId: actor.personId, kind: "webhook" } },
      select: { signingKey: true },
    });
    const signingKey = stored?.signingKey ?? newWebhookKey();
    await storeChannel(tx, actor, { kind: "webhook", isOn: true, address, signingKey }, clock);
  });
}
