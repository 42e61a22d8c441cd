import { type ChannelKind, hasOwnAddress } from "~/domain/notifications/channels.words";
import type { Actor } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Conflict, NotFound } from "~/platform/errors";
import { hasOtherThan } from "./channels.queries.server";
import { checkChannelAllowed, storeChannel } from "./internal/store-channel.server";

/**
 * Switches a channel on or off that is set up.
 * @throws Conflict for the last one that is on, or one that the authority does not allow; NotFound when not set up
 */
export function switchChannel(
  actor: Actor,
  { kind, isOn }: { kind: ChannelKind; isOn: boolean },
  clock: Clock,
): Promise<void> {
  return asActor(actor, async (tx) => {
    await checkChannelAllowed(tx, actor, kind);
    if (!isOn && !(await hasOtherThan(tx, actor.personId, kind)))
      throw new Conflict("Keep at least one channel on, so that messages reach you.", { channel: kind });
    const stored = await tx.personChannel.findUnique({
      where: { personId_kind: { personId: actor.personId, kind } },
      select: { address: true, signingKey: true },
    });
    if (hasOwnAddress(kind) && !stored)
      throw new NotFound("This channel is not set up yet.", { channel: kind });
    const { address, signingKey } = stored ?? { address: null, signingKey: null };
    await storeChannel(tx, actor, { kind, isOn, address, signingKey }, clock);
  });
}
