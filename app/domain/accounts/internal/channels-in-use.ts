import { type Channel, type ChannelKind, mailKinds } from "~/domain/notifications/channels.words";

/** What somebody set for one channel, as stored. */
export type StoredChannel = {
  kind: string;
  isOn: boolean;
  address: string | null;
  signingKey: string | null;
};

type Person = { email: string; channels: readonly StoredChannel[] };

/** E-mail is on until somebody switches it off; the rest is off until they give an address. */
export const isOnFor = ({ channels }: Person, kind: ChannelKind): boolean =>
  channels.find((channel) => channel.kind === kind)?.isOn ?? kind === "email";

function channelOf(person: Person, kind: ChannelKind): Channel[] {
  if (!isOnFor(person, kind)) return [];
  if (mailKinds.includes(kind)) return [{ kind, address: person.email }];
  const stored = person.channels.find((channel) => channel.kind === kind);
  if (!stored?.address) return [];
  const { address, signingKey } = stored;
  return [signingKey ? { kind, address, signingKey } : { kind, address }];
}

/**
 * The ways to reach somebody, within what the authority allows. Never none: whoever has switched off all that is
 * allowed still gets e-mail to the address they sign in with.
 */
export function channelsInUse(person: Person, allowed: readonly ChannelKind[]): Channel[] {
  const inUse = allowed.flatMap((kind) => channelOf(person, kind));
  if (inUse.length > 0) return inUse;
  return [{ kind: allowed.find((kind) => mailKinds.includes(kind)) ?? "email", address: person.email }];
}
