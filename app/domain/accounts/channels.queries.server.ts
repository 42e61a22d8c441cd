import {
  type Channel,
  type ChannelKind,
  channelKinds,
  hasOwnAddress,
} from "~/domain/notifications/channels.words";
import { channelResults, lostChannels } from "~/domain/notifications/notifications.queries.server";
import { allowedChannels } from "~/domain/organisations/organisations.queries.server";
import type { Tx } from "~/platform/database.server";
import { open } from "~/platform/seal.server";
import { channelsInUse, isOnFor, type StoredChannel } from "./internal/channels-in-use";

const dayMs = 24 * 60 * 60 * 1000;
const channelColumns = { kind: true, isOn: true, address: true, signingKey: true } as const;

/** One way in which somebody can be told, as they see it themselves. */
export type OwnChannel = {
  kind: ChannelKind;
  /** Does the authority allow it? If not, it is shown to be removed. */
  isAllowed: boolean;
  isOn: boolean;
  /** Where it goes: an address, a number, the host of a webhook. Null when it is not set up. */
  goesTo: string | null;
  /** Injected clock; within the last year. */
  workedAt: Date | null;
  problem: string | null;
};

function goesTo(kind: ChannelKind, email: string, stored: StoredChannel | undefined): string | null {
  if (!hasOwnAddress(kind)) return email;
  if (!stored?.address) return null;
  return kind === "webhook" ? new URL(stored.address).host : stored.address;
}

async function personWithChannels(tx: Tx, personId: string) {
  return tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { email: true, channels: { select: channelColumns } },
  });
}

/**
 * The channels that the authority allows and those this person still has, with how each did; `now` is the injected clock.
 */
export async function ownChannels(tx: Tx, personId: string, now: Date): Promise<OwnChannel[]> {
  const person = await personWithChannels(tx, personId);
  const allowed = await allowedChannels(tx);
  const inUse = channelsInUse(person, allowed).map((channel) => channel.kind);
  const results = await channelResults(tx, [personId], new Date(now.getTime() - 365 * dayMs));
  const storedFor = (kind: ChannelKind) => person.channels.find((channel) => channel.kind === kind);
  const shown = channelKinds.filter((kind) => allowed.includes(kind) || storedFor(kind)?.address);
  return shown.map((kind) => {
    const result = results.find((each) => each.channel === kind);
    return {
      kind,
      isAllowed: allowed.includes(kind),
      isOn: inUse.includes(kind),
      goesTo: goesTo(kind, person.email, storedFor(kind)),
      workedAt: result?.workedAt ?? null,
      problem: result?.problem ?? null,
    };
  });
}

/** What somebody set for text messages or the webhook, to change it; a webhook's key in the clear, for its owner. */
export async function ownChannel(tx: Tx, personId: string, kind: "sms" | "webhook") {
  const stored = await tx.personChannel.findUnique({
    where: { personId_kind: { personId, kind } },
    select: channelColumns,
  });
  if (!stored) return null;
  return { address: stored.address, key: stored.signingKey && open("webhook-key", stored.signingKey) };
}

/** Every channel by which this person is told now. */
export async function channelsOf(tx: Tx, personId: string): Promise<Channel[]> {
  return channelsInUse(await personWithChannels(tx, personId), await allowedChannels(tx));
}

/** Would this person still be told by a channel of their choice without this one? */
export async function hasOtherThan(tx: Tx, personId: string, kind: ChannelKind): Promise<boolean> {
  const person = await personWithChannels(tx, personId);
  const others = (await allowedChannels(tx)).filter((each) => each !== kind);
  return others.some((each) => isOnFor(person, each));
}

/**
 * Of these people, those whom nothing reaches: on every channel they are told by, the newest message of the last 30 days
 * came back for good. Their names by id.
 */
export async function unreachable(
  tx: Tx,
  personIds: readonly string[],
  now: Date,
): Promise<Map<string, string>> {
  const lost = await lostChannels(tx, personIds, new Date(now.getTime() - 30 * dayMs));
  if (lost.length === 0) return new Map();
  const allowed = await allowedChannels(tx);
  const people = await tx.person.findMany({
    where: { id: { in: lost.map((result) => result.personId) } },
    select: { id: true, name: true, email: true, channels: { select: channelColumns } },
  });
  const isLost = (personId: string, kind: string) =>
    lost.some((result) => result.personId === personId && result.channel === kind);
  return new Map(
    people
      .filter((person) => channelsInUse(person, allowed).every(({ kind }) => isLost(person.id, kind)))
      .map(({ id, name }) => [id, name]),
  );
}
