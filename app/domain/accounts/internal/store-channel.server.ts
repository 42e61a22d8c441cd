import { writeAuditLine } from "~/domain/audit/write-audit-line.server";
import { type ChannelKind, channelWords } from "~/domain/notifications/channels.words";
import { allowedChannels } from "~/domain/organisations/organisations.queries.server";
import { type Actor, may } from "~/platform/actor";
import type { Clock } from "~/platform/clock";
import type { Tx } from "~/platform/database.server";
import { Conflict, NotAllowed } from "~/platform/errors";
import { accountsPolicy } from "../accounts.policy";

type Change = { kind: ChannelKind; isOn: boolean; address: string | null; signingKey: string | null };

/** Stores one channel of the actor's own, with its audit line. */
export async function storeChannel(tx: Tx, actor: Actor, change: Change, clock: Clock): Promise<void> {
  const { kind, ...values } = change;
  const at = clock.now();
  const key = { personId: actor.personId, kind };
  await tx.personChannel.upsert({
    where: { personId_kind: key },
    create: { ...key, ...values, changedAt: at },
    update: { ...values, changedAt: at },
  });
  await writeAuditLine(tx, {
    at,
    personId: actor.personId,
    action: "channel.saved",
    subject: { kind: "person", id: actor.personId },
    detail: { channel: kind, isOn: change.isOn },
  });
}

/** @throws Conflict when the authority does not allow this kind of channel */
export async function checkChannelAllowed(tx: Tx, actor: Actor, kind: ChannelKind): Promise<void> {
  if (!may(actor, accountsPolicy.signedIn)) throw new NotAllowed("Your role does not include this.");
  if (!(await allowedChannels(tx)).includes(kind))
    throw new Conflict(`${channelWords[kind]}: your authority does not allow this channel.`, {
      channel: kind,
    });
}
