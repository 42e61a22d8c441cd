import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import type { ChannelKind } from "~/domain/notifications/channels.words";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { Invalid, NotAllowed, NotFound } from "~/platform/errors";
import { organisationsPolicy } from "./organisations.policy";
import type { SaveAllowedChannelsInput } from "./organisations.schema";

const needsNotify: readonly ChannelKind[] = ["notify_email", "sms"];

/**
 * Sets by which channels people of our own authority may be told. Whoever used one that is taken away is told by e-mail.
 * @throws NotAllowed; Invalid for a channel that this server is not set up for
 */
export function saveAllowedChannels(
  actor: Actor,
  { channels }: SaveAllowedChannelsInput,
  clock: Clock,
): Promise<void> {
  return asActor(actor, async (tx) => {
    if (!may(actor, organisationsPolicy.edit))
      throw new NotAllowed("Only an administrator can change the channels.");
    if (!env().isDemo && !env().NOTIFY_API_KEY && channels.some((kind) => needsNotify.includes(kind))) {
      throw new Invalid(
        "GOV.UK Notify is not set up on this server: whoever runs it has to set NOTIFY_API_KEY first",
        "channels",
      );
    }
    const home = await tx.authority.findFirst({ where: { isHome: true }, select: { id: true } });
    if (!home) throw new NotFound("There is no authority of our own yet.");
    await tx.authority.updateMany({ where: { id: home.id }, data: { allowedChannels: channels } });
    await writeAuditLine(tx, {
      at: clock.now(),
      personId: actor.personId,
      action: "allowed_channels.saved",
      subject: { kind: "authority", id: home.id },
      detail: { channels: channels.join(" ") },
    });
  });
}
