import type { Channel, ChannelKind } from "~/domain/notifications/channels.words";
import { asNobody } from "~/platform/database.server";
import { seal } from "~/platform/seal.server";
import { theHomeAuthority } from "./organisations";

/** Lets people of our own authority be told by these channels. */
export async function allowChannels(...allowedChannels: ChannelKind[]): Promise<void> {
  const { id } = await theHomeAuthority();
  await asNobody((tx) => tx.authority.updateMany({ where: { id }, data: { allowedChannels } }));
}

/** A channel that somebody has set up, switched on unless said otherwise. */
export async function aChannel(
  person: { personId: string },
  { kind, address, isOn = true }: Omit<Channel, "signingKey"> & { isOn?: boolean },
): Promise<void> {
  const isMail = kind === "email" || kind === "notify_email";
  const signingKey = kind === "webhook" ? seal("webhook-key", "a-key-for-tests") : null;
  await asNobody((tx) =>
    tx.personChannel.create({
      data: {
        personId: person.personId,
        kind,
        isOn,
        address: isMail ? null : address,
        signingKey,
        changedAt: new Date("2026-11-01T09:00:00Z"),
      },
    }),
  );
}
