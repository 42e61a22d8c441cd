import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import type { ChannelKind } from "~/domain/notifications/channels.words";
import { queueMail } from "~/domain/notifications/queue-mail.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import { asActor } from "~/platform/database.server";
import { Conflict, NotAllowed } from "~/platform/errors";
import { accountsPolicy } from "./accounts.policy";
import { channelsOf } from "./channels.queries.server";
import { takeTurn } from "./take-turn.server";

const mostTests = 5;
const withinSeconds = 15 * 60;

/**
 * Sends somebody a test message by one of their own channels, the way that every message goes; at most five in
 * 15 minutes.
 * @throws Conflict when the channel is not on, or after too many tests
 */
export async function testChannel(
  actor: Actor,
  { kind }: { kind: ChannelKind },
  clock: Clock,
): Promise<void> {
  if (!may(actor, accountsPolicy.signedIn)) throw new NotAllowed("Your role does not include this.");
  if (!(await takeTurn(`channel-test ${actor.personId}`, mostTests, withinSeconds)))
    throw new Conflict("That was many tests. Wait 15 minutes, then try again.");
  await asActor(actor, async (tx) => {
    const channel = (await channelsOf(tx, actor.personId)).find((each) => each.kind === kind);
    if (!channel) throw new Conflict("Switch this channel on first.", { channel: kind });
    const at = clock.now();
    const to = { personId: actor.personId, address: channel.address, channels: [channel] };
    const input = { link: "/accounts/channels" } as const;
    await queueMail(tx, [{ template: "accounts/channel-test", to, input, about: null, at }]);
    await writeAuditLine(tx, {
      at,
      personId: actor.personId,
      action: "channel.tested",
      subject: { kind: "person", id: actor.personId },
      detail: { channel: kind },
    });
  });
}
