/** URLs of the accounts room. */
export const accountsPaths = {
  signIn: (next?: string) => (next ? `/sign-in?next=${encodeURIComponent(next)}` : "/sign-in"),
  signOut: () => "/sign-out",
  people: (after?: string) => (after ? `/accounts?after=${after}` : "/accounts"),
  person: (id: string) => `/accounts/${id}`,
  invite: () => "/accounts/invite",
  channels: () => "/accounts/channels",
  /** Text messages and the webhook have settings of their own. */
  channel: (kind: "sms" | "webhook") => `/accounts/channels/${kind}`,
};

/** Only a path of our own may be gone to after signing in. */
export const safeNext = (next: string | null): string =>
  next && /^\/(?![/\\])[\w\-/.?=&%]*$/.test(next) && !next.startsWith("/sign-") ? next : "/";
