// Apart from the schemas, so that browsers are not sent the schema library.

/** The ways a message can travel. Values are stable: they are stored. */
export const channelKinds = ["email", "notify_email", "sms", "webhook"] as const;

export type ChannelKind = (typeof channelKinds)[number];

/** One of them is always allowed and always works: a sign-in code goes by e-mail too. */
export const mailKinds: readonly ChannelKind[] = ["email", "notify_email"];

/** Does it go to something somebody gives, and not to the address they sign in with? */
export const hasOwnAddress = (kind: ChannelKind): kind is "sms" | "webhook" => !mailKinds.includes(kind);

/** Channels as people read them. */
export const channelWords = {
  email: "Email",
  notify_email: "Email through GOV.UK Notify",
  sms: "Text message",
  webhook: "Webhook",
} as const satisfies Record<ChannelKind, string>;

/** A way to reach one person: where it goes and, for a webhook, the sealed key that signs what goes there. */
export type Channel = { kind: ChannelKind; address: string; signingKey?: string };

/** What to know of a channel before choosing it. */
export const channelHints = {
  email: "By the mail server of the authority",
  notify_email: "A second way for mail, by the government’s own service",
  sms: "For what asks you to answer an alert; everything, if you have nothing else on",
  webhook: "To a program such as Teams or Slack: everybody there can read it",
} as const satisfies Record<ChannelKind, string>;
